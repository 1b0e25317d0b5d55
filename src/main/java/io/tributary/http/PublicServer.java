package io.tributary.http;

import io.tributary.http.admission.Admission;
import io.tributary.scope.Clock;
import io.tributary.scope.OutOfMemory;
import io.tributary.server.ClientConnections;
import io.tributary.server.ConnectionWatch;
import io.tributary.server.FirstConnection;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.ServerSSLOptions;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The public HTTP server of one event loop. The servers of all event loops share one port, and
 * Vert.x distributes connections among them.
 */
public final class PublicServer {
  /** In bytes. RFC 9112, 3, recommends to support 8000 at least. */
  public static final int MAX_REQUEST_LINE = 8 * 1024;

  private final HttpServer server;
  private final Admission admission;
  private final ServerSSLOptions tls;

  private PublicServer(HttpServer server, Admission admission, ServerSSLOptions tls) {
    this.server = server;
    this.admission = admission;
    this.tls = tls;
  }

  /**
   * Starts a server on the current event loop.
   *
   * @param routes those in force, asked for each request
   */
  public static Future<PublicServer> listen(
      Vertx vertx,
      Supplier<Routes> routes,
      Admission admission,
      Clock clock,
      PublicSettings settings) {
    ServerObserver observer = settings.server();
    Handler<HttpServerRequest> current = request -> routes.get().handle(request);
    ClientConnections connections =
        new ClientConnections(
            settings.limits().connections(),
            settings.limits().headTimeout(),
            clock,
            observer::connectionCut,
            observer::responded);
    HttpServerOptions options = ListeningOptions.of(settings);
    ServerSSLOptions tls =
        Optional.ofNullable(options.getSslOptions()).orElseGet(ServerSSLOptions::new);
    return vertx
        .createHttpServer(options)
        .connectionHandler(
            connection -> {
              ConnectionWatch watch = connections.opened(connection);
              if (watch != null) {
                admission.guard(connection, watch);
                ClientConnection.install(connection);
              }
            })
        .requestHandler(
            request -> {
              if (request.version() == HttpVersion.HTTP_2) {
                admission.await(request, current);
              } else {
                current.handle(request);
              }
            })
        .invalidRequestHandler(request -> refuse(request, routes.get(), observer))
        // Counted but not logged, because clients can cause any number of errors.
        .exceptionHandler(cause -> countProtocolError(cause, observer))
        .listen()
        .compose(
            listening ->
                FirstConnection.open(vertx, listening, options, settings.limits().connections())
                    .map(listening))
        .map(listening -> new PublicServer(listening, admission, tls));
  }

  /** Uses the certificate that the files hold now for new connections. */
  public Future<Void> use(PublicTls newest) {
    return server.updateSSLOptions(tls.copy().setKeyCertOptions(newest.current())).mapEmpty();
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

  private static void countProtocolError(@Nullable Throwable cause, ServerObserver observer) {
    OutOfMemory.endProcessIfCauseOf(cause);
    if (ConnectionFailure.isProtocolError(cause)) {
      observer.protocolError();
    }
  }

  private static void refuse(HttpServerRequest request, Routes routes, ServerObserver observer) {
    countProtocolError(request.decoderResult().cause(), observer);
    routes.refuseInvalid(request);
  }
}
