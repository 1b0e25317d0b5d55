package io.tributary.ops;

import io.tributary.config.Config;
import io.tributary.http.ClientConnection;
import io.tributary.http.ConnectionDraining;
import io.tributary.http.Problem;
import io.tributary.http.PublicServer;
import io.tributary.http.RequestCheck;
import io.tributary.http.ResponseBody;
import io.tributary.http.ResponseWriter;
import io.tributary.http.ServerObserver;
import io.tributary.http.WriteTimeout;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.scope.OutOfMemory;
import io.tributary.scope.TimerWheel;
import io.tributary.server.ClientConnections;
import io.tributary.server.ConnectionLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management server: {@code /livez}, {@code /readyz} and {@code /metrics}. It has its own port,
 * so that it responds when the public port is overloaded and clients cannot reach it. It has the
 * public server's rules for requests. Confined to one event loop.
 */
public final class ManagementServer {
  private static final Logger LOG = LoggerFactory.getLogger(ManagementServer.class);
  private static final int IDLE_SECONDS = 75;
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence PLAIN =
      HttpHeaders.createOptimized("text/plain; charset=utf-8");
  private static final CharSequence EXPOSITION =
      HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  /**
   * The timeouts of connections, which are those of the public server.
   *
   * @param head the longest that a request head may take to arrive
   * @param write the longest that 64 KiB of a response, or its rest, may take to be read
   */
  public record Timeouts(Duration head, Duration write) {
    /** Clients that read slowly must not keep probes out for long. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(2);

    /** The timeouts of the public server, but two seconds for writing at most. */
    public static Timeouts of(Config.Server server) {
      Duration write = server.writeTimeout();
      return new Timeouts(
          server.headTimeout(), write.compareTo(LONGEST_WRITE) < 0 ? write : LONGEST_WRITE);
    }
  }

  private final Readiness readiness;
  private final Scrapes scrapes;
  private final Supplier<Future<Buffer>> openapi;
  private final ResponseWriter writer;
  private final HttpServer server;
  private final RequestCheck check;

  private ManagementServer(
      Vertx vertx,
      Config.Management settings,
      Timeouts timeouts,
      Readiness readiness,
      Supplier<String> scrape,
      Supplier<Future<Buffer>> openapi) {
    Clock clock = new TimerWheel(Clock.of(vertx));
    ConnectionLimit limit =
        new ConnectionLimit(settings.maxConnections(), () -> false, System::nanoTime, _ -> {});
    ClientConnections connections =
        new ClientConnections(limit, timeouts.head(), clock, _ -> {}, _ -> {});
    WriteTimeout write = new WriteTimeout(timeouts.write(), ByteBudget.UNLIMITED, clock, _ -> {});
    this.readiness = readiness;
    this.scrapes = new Scrapes(vertx, scrape);
    this.openapi = openapi;
    this.writer = new ResponseWriter(new ConnectionDraining(), write, ServerObserver.NONE);
    this.check = new RequestCheck(writer);
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHost(settings.host())
                    .setPort(settings.port())
                    .setIdleTimeout(IDLE_SECONDS)
                    .setMaxInitialLineLength(PublicServer.MAX_REQUEST_LINE)
                    .setHttp2ClearTextEnabled(false)
                    .setHandle100ContinueAutomatically(false)
                    .setPerFrameWebSocketCompressionSupported(false)
                    .setPerMessageWebSocketCompressionSupported(false))
            .connectionHandler(
                connection -> {
                  if (connections.opened(connection) != null) {
                    ClientConnection.install(connection);
                  }
                })
            .requestHandler(this::handle)
            .invalidRequestHandler(check::refuseInvalid)
            // Not logged, because clients can cause any number of errors.
            .exceptionHandler(OutOfMemory::endProcessIfCauseOf);
  }

  /**
   * Starts listening.
   *
   * @param scrape returns the metrics in Prometheus' text format; called on one worker thread
   * @param openapi returns the OpenAPI document of the aggregates
   */
  public static Future<ManagementServer> listen(
      Vertx vertx,
      Config.Management settings,
      Timeouts timeouts,
      Readiness readiness,
      Supplier<String> scrape,
      Supplier<Future<Buffer>> openapi) {
    ManagementServer management =
        new ManagementServer(vertx, settings, timeouts, readiness, scrape, openapi);
    return management.server.listen().map(management);
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  /**
   * Handles a request once the responses before it are on their way. A client that pipelines
   * requests and reads nothing then holds the memory of one response.
   */
  private void handle(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (response.writeQueueFull()) {
      response.drainHandler(
          _ -> {
            response.drainHandler(null);
            respond(request);
          });
    } else {
      respond(request);
    }
  }

  private void respond(HttpServerRequest request) {
    if (!check.passes(request)) {
      return;
    }
    switch (request.path()) {
      case "/livez" -> read(request, () -> probe(request, readiness.livez()));
      case "/readyz" -> read(request, () -> probe(request, readiness.readyz()));
      case "/metrics" -> read(request, () -> metrics(request));
      case "/openapi.json" -> read(request, () -> openapi(request));
      default -> refuse(request, Problem.of(404, "there is no such resource"));
    }
  }

  private void read(HttpServerRequest request, Runnable response) {
    if (HttpMethod.GET.equals(request.method()) || HttpMethod.HEAD.equals(request.method())) {
      response.run();
    } else {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      refuse(request, Problem.of(405, "this resource supports only GET and HEAD"));
    }
  }

  private void metrics(HttpServerRequest request) {
    scrapes
        .next()
        .onSuccess(page -> end(request, 200, EXPOSITION, page))
        .onFailure(
            cause -> {
              if (!(cause instanceof RejectedExecutionException)) { // else the service is closed
                LOG.error("The metrics cannot be read", cause);
              }
              refuse(request, Problem.of(500, "an internal error"));
            });
  }

  private void openapi(HttpServerRequest request) {
    openapi
        .get()
        .onSuccess(document -> end(request, 200, JSON, document))
        .onFailure(
            cause -> {
              LOG.error("The OpenAPI document cannot be made", cause);
              refuse(request, Problem.of(500, "an internal error"));
            });
  }

  private void probe(HttpServerRequest request, Readiness.Probe probe) {
    end(request, probe.status(), PLAIN, Buffer.buffer(probe.text() + "\n"));
  }

  private void end(HttpServerRequest request, int status, CharSequence type, Buffer body) {
    HttpServerResponse response = request.response();
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, type);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    writer.end(request, ResponseBody.of(body)).onFailure(_ -> {}); // the client has left
  }

  private void refuse(HttpServerRequest request, Problem problem) {
    writer.endUnread(request, problem.writeHead(request.response())).onFailure(_ -> {});
  }
}
