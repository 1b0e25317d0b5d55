package io.tributary.support;

import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Settings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * A backend below HTTP, for tests: the test decides what is sent and when. It speaks HTTP/1.1 or
 * HTTP/2 and plays the same scripts over both. Closed with its Vert.x.
 */
public final class FakeBackend {
  /** What to do when the head of a request has arrived. */
  @FunctionalInterface
  public interface Script {
    /** Called on the event loop of the connection. */
    void onRequest(Exchange exchange);

    /**
     * Called when a connection of HTTP/1.1 is accepted, before anything is read. Returns whether
     * the connection is to be closed at once, after what was written.
     */
    default boolean speaksFirst(int connection, Consumer<String> write) {
      return false;
    }
  }

  /**
   * One request and its response, which the script writes as HTTP/1.1 text whatever the protocol
   * is. HTTP/2 sends that text as frames; see {@link Http2Exchange}. Thread-safe.
   */
  public interface Exchange {
    /** The request line and the header fields, as HTTP/1.1 text. */
    String head();

    /** The connection's number, from 1. */
    int connection();

    /** The request's number on its connection, from 1. */
    int request();

    /** Sends the next bytes of the response; completes when they have left this side. */
    Future<Void> send(Buffer bytes);

    /** Sends the next text of the response. */
    default void write(String text) {
      var _ = send(Buffer.buffer(text));
    }

    /** Writes a whole 200 answer with a JSON body. */
    default void answer(String json) {
      write(ok(json));
    }

    /** Ends the exchange after what was written: HTTP/1.1 closes the connection. */
    void close();

    /** Closes the connection, without a GOAWAY on HTTP/2. */
    void closeConnection();

    /** Ends the connection by a TCP reset. */
    void resetConnection();

    /** Does this once the connection (HTTP/1.1) or the stream (HTTP/2) is closed. */
    void onClosed(Runnable action);

    /** The stream's number. HTTP/2 only. */
    default int streamId() {
      throw new IllegalStateException("HTTP/1.1 has no streams");
    }

    /** Sends RST_STREAM with this code, after what was written. HTTP/2 only. */
    default void resetStream(Http2Error code) {
      throw new IllegalStateException("HTTP/1.1 has no streams");
    }

    /** Sends END_STREAM although the response may not be complete. HTTP/2 only. */
    default void endStream() {
      throw new IllegalStateException("HTTP/1.1 has no streams");
    }

    /** Sends such a frame past the codec, after what was written. HTTP/2 only. */
    default void sendFrame(int type, int flags, int streamId, Buffer payload) {
      throw new IllegalStateException("HTTP/1.1 has no frames");
    }

    /** Sends GOAWAY and drops the streams above this one. HTTP/2 only. */
    default void goAway(int lastStreamId) {
      throw new IllegalStateException("HTTP/1.1 has no GOAWAY");
    }
  }

  private final Traffic traffic = new Traffic();
  private final NetServer server;
  private final String scheme;
  private final String host;

  private FakeBackend(
      Vertx vertx, NetServerOptions options, BiConsumer<NetSocket, Traffic> connected) {
    host = options.isSsl() ? "localhost" : options.getHost();
    server = vertx.createNetServer(options);
    server.exceptionHandler(_ -> {}); // a failed TLS handshake is the client's to report
    server.connectHandler(
        socket -> {
          traffic.opened();
          socket.closeHandler(_ -> traffic.closed());
          socket.exceptionHandler(_ -> {});
          connected.accept(socket, traffic);
        });
    NetServer _ = TestVertx.await(server.listen(0, host));
    scheme = options.isSsl() ? "https" : "http";
  }

  /** Starts one that speaks HTTP/1.1, on a free loopback port. */
  public static FakeBackend start(Vertx vertx, Script script) {
    return start(vertx, "127.0.0.1", script);
  }

  /** Starts one that speaks HTTP/1.1, on a free port of that address. */
  public static FakeBackend start(Vertx vertx, String address, Script script) {
    return new FakeBackend(
        vertx,
        new NetServerOptions().setHost(address),
        (socket, traffic) -> new Http1Connection(socket, traffic, script).start());
  }

  /** Starts one that speaks HTTP/2 without TLS, to clients that know it beforehand. */
  public static FakeBackend startHttp2(Vertx vertx, Script script) {
    return startHttp2(vertx, script, new Http2Settings());
  }

  /** The same, on a free port of that address. */
  public static FakeBackend startHttp2(Vertx vertx, String address, Script script) {
    return startHttp2(vertx, new NetServerOptions().setHost(address), script, new Http2Settings());
  }

  /** The same, with these settings. */
  public static FakeBackend startHttp2(Vertx vertx, Script script, Http2Settings settings) {
    return startHttp2(vertx, new NetServerOptions().setHost("127.0.0.1"), script, settings);
  }

  /** Starts one that speaks HTTP/2 over TLS, as localhost; ALPN offers nothing else. */
  public static FakeBackend startHttp2(Vertx vertx, Script script, Certificate certificate) {
    return startHttp2(vertx, script, certificate, new Http2Settings());
  }

  /** The same, with these settings. */
  public static FakeBackend startHttp2(
      Vertx vertx, Script script, Certificate certificate, Http2Settings settings) {
    NetServerOptions options =
        new NetServerOptions()
            .setSsl(true)
            .setUseAlpn(true)
            .setKeyCertOptions(certificate.options());
    options.getSslOptions().setApplicationLayerProtocols(List.of("h2"));
    return startHttp2(vertx, options, script, settings);
  }

  private static FakeBackend startHttp2(
      Vertx vertx, NetServerOptions options, Script script, Http2Settings settings) {
    return new FakeBackend(
        vertx,
        options,
        (socket, traffic) -> new Http2Connection(socket, traffic, script).start(settings));
  }

  /** A whole 200 answer with a JSON body. */
  public static String ok(String json) {
    int length = Buffer.buffer(json).length();
    return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
        .formatted(length, json);
  }

  /** The same, and that the connection ends with it. */
  public static String last(String json) {
    return ok(json).replaceFirst("\r\n", "\r\nConnection: close\r\n");
  }

  /** Where it listens. */
  public URI url() {
    return url(host);
  }

  /** Its port under another name. */
  public URI url(String name) {
    return URI.create(scheme + "://" + name + ":" + server.actualPort());
  }

  /** Every request's head so far, of the first ten thousand. */
  public List<String> heads() {
    return traffic.heads();
  }

  /** Connections accepted so far. */
  public int connections() {
    return traffic.connections();
  }

  /** Connections open now. */
  public int open() {
    return traffic.open();
  }

  /** Streams open now. A connection of HTTP/1.1 is one stream, also while it is idle. */
  public int openStreams() {
    return traffic.openStreams();
  }
}
