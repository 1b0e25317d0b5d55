package io.tributary.backend.contract;

import io.netty.handler.codec.http2.Http2Settings;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportContext;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.backend.web.WebTransport;
import io.tributary.config.Protocol;
import io.tributary.config.TransportType;
import io.tributary.support.BackendSettings;
import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The transports that keep the same contract. Every contract test runs over each of them. {@link
 * Difference} lists where they differ.
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

  /** The differences between transports. Most are differences of HTTP/2. */
  enum Difference {
    /**
     * An abandoned call resets its stream, and the connection stays open for the others. Nothing
     * can follow a response, because it ends with its stream.
     */
    SHARES_CONNECTIONS,
    /** The backend is called by a name, over TLS. */
    SPEAKS_TLS,
    /**
     * Without TLS the Web Client does not ask an HTTP proxy for a tunnel but sends it the request
     * itself. So the proxy may answer in the backend's place, and replace the Host header.
     */
    SENDS_REQUESTS_TO_HTTP_PROXIES,
    /**
     * For the same reason HTTP/2 without TLS needs an HTTP proxy that speaks it, which none does.
     */
    CANNOT_USE_HTTP_PROXIES
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
      case LEAN -> Set.of();
      case WEB_HTTP_1_1 -> Set.of(Difference.SENDS_REQUESTS_TO_HTTP_PROXIES);
      case WEB_H2C ->
          Set.of(
              Difference.SHARES_CONNECTIONS,
              Difference.SENDS_REQUESTS_TO_HTTP_PROXIES,
              Difference.CANNOT_USE_HTTP_PROXIES);
      case WEB_H2 -> Set.of(Difference.SHARES_CONNECTIONS, Difference.SPEAKS_TLS);
    };
  }

  boolean differs(Difference difference) {
    return differences().contains(difference);
  }

  /** Starts it for the current event loop. */
  Transport start(TransportContext context) {
    return switch (type) {
      case WEB -> new WebTransport(context);
      case LEAN -> new LeanTransport(context);
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

  /** The same at that address, without TLS. */
  FakeBackend backend(Vertx vertx, String address, FakeBackend.Script script) {
    return switch (this) {
      case WEB_HTTP_1_1, LEAN -> FakeBackend.start(vertx, address, script);
      case WEB_H2C -> FakeBackend.startHttp2(vertx, address, script);
      case WEB_H2 -> throw new IllegalStateException("its certificate is for localhost");
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
