package io.tributary.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Supplier;

/**
 * The management server: {@code /livez}, {@code /readyz} and {@code /metrics}. It has its own port,
 * so that it responds when the public port is overloaded and clients cannot reach it.
 */
public final class ManagementServer {
  private static final int IDLE_SECONDS = 75;

  private final HttpServer server;

  private ManagementServer(HttpServer server) {
    this.server = server;
  }

  /**
   * Starts listening.
   *
   * @param scrape returns the metrics in Prometheus' text format; called on a worker thread
   */
  public static Future<ManagementServer> listen(
      Vertx vertx, String host, int port, Readiness readiness, Supplier<String> scrape) {
    Router router = Router.router(vertx);
    read(router, "/livez").handler(context -> probe(context, readiness.livez()));
    read(router, "/readyz").handler(context -> probe(context, readiness.readyz()));
    read(router, "/metrics").handler(context -> metrics(vertx, context, scrape));
    return vertx
        .createHttpServer(
            new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setHttp2ClearTextEnabled(false))
        .requestHandler(router)
        .listen()
        .map(ManagementServer::new);
  }

  private static Route read(Router router, String path) {
    return router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD);
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  private static void metrics(Vertx vertx, RoutingContext context, Supplier<String> scrape) {
    vertx
        .executeBlocking(scrape::get, false) // unordered: one slow scrape does not hold up the next
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private static void probe(RoutingContext context, Readiness.Probe probe) {
    context
        .response()
        .setStatusCode(probe.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(probe.text() + "\n");
  }
}
