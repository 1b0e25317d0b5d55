package io.tributary.http;

import io.tributary.http.admission.Admission;
import io.tributary.scope.Clock;
import io.tributary.scope.OutOfMemory;
import io.tributary.server.ClientConnections;
import io.tributary.server.ConnectionWatch;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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
  public static final int MAX_REQUEST_LINE = 8 * 1024;

  private final HttpServer server;
  private final Admission admission;

  private PublicServer(HttpServer server, Admission admission) {
    this.server = server;
    this.admission = admission;
  }

  /** Starts a server on the current event loop. */
  public static Future<PublicServer> listen(
      Vertx vertx,
      Handler<HttpServerRequest> routes,
      Admission admission,
      Clock clock,
      PublicSettings settings) {
    ServerObserver observer = settings.server();
    RequestCheck check = new RequestCheck(ResponseWriter.of(settings, clock));
    ClientConnections connections =
        new ClientConnections(
            settings.limits().connections(),
            settings.limits().headTimeout(),
            clock,
            observer::connectionCut,
            observer::responded);
    return vertx
        .createHttpServer(options(settings))
        .connectionHandler(
            connection -> {
              ConnectionWatch watch = connections.opened(connection);
              if (watch != null) {
                admission.guard(connection, watch);
              }
              ClientConnection.install(connection);
            })
        .requestHandler(routes)
        .invalidRequestHandler(request -> refuse(request, check, observer))
        // Counted but not logged, because clients can cause any number of errors.
        .exceptionHandler(cause -> countProtocolError(cause, observer))
        .listen()
        .map(listening -> new PublicServer(listening, admission));
  }

  /** The port it listens on. */
  public int port() {
    return server.actualPort();
  }

  /** Stops accepting connections and waits at most this long for requests in flight. */
  public Future<Void> shutdown(Duration drain) {
    return admission
        .refuseWaiting() // Vert.x does not know of them, and would close their connections
        .compose(_ -> server.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static HttpServerOptions options(PublicSettings settings) {
    // It also closes connections with a request in progress, so it is longer than any request.
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

  private static void countProtocolError(@Nullable Throwable cause, ServerObserver observer) {
    OutOfMemory.endProcessIfCauseOf(cause);
    if (ConnectionFailure.isProtocolError(cause)) {
      observer.protocolError();
    }
  }

  private static void refuse(
      HttpServerRequest request, RequestCheck check, ServerObserver observer) {
    countProtocolError(request.decoderResult().cause(), observer);
    check.refuseInvalid(request);
  }
}
