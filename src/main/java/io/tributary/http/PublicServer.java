package io.tributary.http;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The public HTTP server of one event loop. The servers of all event loops share one port, and
 * Vert.x distributes connections among them.
 */
public final class PublicServer {
  /**
   * Longer than the usual idle timeout of load balancers (60 s), so that they close connections
   * first.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(75);

  private static final int BACKLOG = 1024;

  /** In bytes. RFC 9112, 3, recommends to support 8000 at least. */
  private static final int MAX_REQUEST_LINE = 8 * 1024;

  private final HttpServer server;

  private PublicServer(HttpServer server) {
    this.server = server;
  }

  /** Starts a server on the current event loop. */
  public static Future<PublicServer> listen(
      Vertx vertx, Handler<HttpServerRequest> routes, PublicSettings settings) {
    ResponseWriter writer = new ResponseWriter(settings.draining());
    ServerObserver observer = settings.server();
    return vertx
        .createHttpServer(options(settings))
        .connectionHandler(ClientConnection::install)
        .requestHandler(routes)
        .invalidRequestHandler(request -> refuse(request, writer, observer))
        // Counted but not logged, because clients can cause any number of errors.
        .exceptionHandler(_ -> observer.protocolError())
        .listen()
        .map(PublicServer::new);
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops accepting connections and waits at most this long for requests in flight. */
  public Future<Void> shutdown(Duration drain) {
    return server.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static HttpServerOptions options(PublicSettings settings) {
    // The idle timeout also closes connections with a request in progress, so it must be longer
    // than
    // any request.
    Duration idle =
        settings.deadline().compareTo(KEEP_ALIVE) < 0
            ? KEEP_ALIVE
            : settings.deadline().plusSeconds(10);
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setAcceptBacklog(BACKLOG)
        .setMaxInitialLineLength(MAX_REQUEST_LINE)
        .setIdleTimeout((int) idle.toSeconds())
        .setHttp2ClearTextEnabled(false)
        // WebSocket is not supported. Its extensions would inspect every request and response.
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false)
        .setHandle100ContinueAutomatically(false)
        .setDecompressionSupported(false);
  }

  private static void refuse(
      HttpServerRequest request, ResponseWriter writer, ServerObserver observer) {
    if (ClientConnection.ended(request.connection())) {
      return;
    }
    observer.protocolError();
    Throwable cause = request.decoderResult().cause();
    Problem problem =
        switch (cause) {
          case BadRequestException broken -> broken.problem();
          case TooLongHttpLineException _ -> Problem.of(414, "the request line is too long");
          case TooLongFrameException _ -> Problem.of(431, "the header fields are too large");
          case null, default -> Problem.of(400, "the request is not HTTP/1.1");
        };
    String _ = RequestIds.identify(request);
    writer.endAndClose(request, problem.writeHead(request.response()));
  }
}
