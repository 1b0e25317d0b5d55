package io.tributary.backend.contract;

import io.netty.handler.codec.http2.Http2Settings;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.Transport;
import io.tributary.backend.address.HostResolver;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.backend.web.WebTransport;
import io.tributary.config.Protocol;
import io.tributary.config.TransportType;
import io.tributary.scope.Clock;
import io.tributary.support.BackendSettings;
import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * The transports that keep the same contract; every test of it runs over each of them. Where they
 * honestly differ, it says how.
 */
public enum TransportUnderTest {
  /** The Web Client over HTTP/1.1. */
  WEB_HTTP_1_1(TransportType.WEB, Protocol.HTTP_1_1),
  /** The Web Client over HTTP/2 without TLS. */
  WEB_H2C(TransportType.WEB, Protocol.HTTP_2),
  /** The Web Client over HTTP/2, agreed on by ALPN. */
  WEB_H2(TransportType.WEB, Protocol.HTTP_2),
  /** Connections of our own, over HTTP/1.1. */
  LEAN(TransportType.LEAN, Protocol.AUTO);

  /** The honest differences, all of them of HTTP/2. */
  enum Difference {
    /**
     * A call that is given up ends its stream and leaves the connection to the others. The text of
     * a response ends with its stream, so that nothing can follow it.
     */
    SHARES_CONNECTIONS,
    /** Of interim statuses 100 and 103 are passed over; another one ends its call. */
    KNOWS_TWO_INTERIM_STATUSES,
    /** The backend is called by a name, over TLS. */
    SPEAKS_TLS
  }

  /** Loaded once: making a key takes a while. */
  private static final class Tls {
    static final Certificate LOCALHOST = make();

    private static Certificate make() {
      try {
        Path folder = Files.createTempDirectory("tributary");
        folder.toFile().deleteOnExit();
        return Certificate.of("localhost", folder);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final TransportType type;
  private final Protocol protocol;

  TransportUnderTest(TransportType type, Protocol protocol) {
    this.type = type;
    this.protocol = protocol;
  }

  private Set<Difference> differences() {
    return switch (this) {
      case WEB_HTTP_1_1, LEAN -> Set.of();
      case WEB_H2C -> Set.of(Difference.SHARES_CONNECTIONS, Difference.KNOWS_TWO_INTERIM_STATUSES);
      case WEB_H2 -> Set.of(Difference.values());
    };
  }

  boolean differs(Difference difference) {
    return differences().contains(difference);
  }

  /** Starts it for the current event loop. */
  Transport start(
      Vertx vertx,
      HostResolver hosts,
      TlsSettings tls,
      Clock clock,
      Duration longestCall,
      ConnectionObserver observer) {
    return switch (type) {
      case WEB -> new WebTransport(vertx, hosts, tls, clock, longestCall, observer);
      case LEAN -> new LeanTransport(vertx, hosts, tls, clock, longestCall, observer);
    };
  }

  /** A backend that speaks its protocol. */
  FakeBackend backend(Vertx vertx, FakeBackend.Script script) {
    return switch (this) {
      case WEB_HTTP_1_1, LEAN -> FakeBackend.start(vertx, script);
      case WEB_H2C -> FakeBackend.startHttp2(vertx, script);
      case WEB_H2 -> FakeBackend.startHttp2(vertx, script, Tls.LOCALHOST);
    };
  }

  /** The same with settings of HTTP/2. */
  FakeBackend backend(Vertx vertx, FakeBackend.Script script, Http2Settings settings) {
    return switch (this) {
      case WEB_HTTP_1_1, LEAN -> throw new IllegalStateException("HTTP/1.1 has no settings");
      case WEB_H2C -> FakeBackend.startHttp2(vertx, script, settings);
      case WEB_H2 -> FakeBackend.startHttp2(vertx, script, Tls.LOCALHOST, settings);
    };
  }

  /** The settings of a backend that is called over it. */
  BackendSettings configure(BackendSettings backend) {
    BackendSettings configured = backend.transport(type).protocol(protocol);
    return differs(Difference.SPEAKS_TLS) ? configured.tls(Tls.LOCALHOST.trusted()) : configured;
  }
}
