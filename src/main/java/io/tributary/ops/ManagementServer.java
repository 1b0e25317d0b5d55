package io.tributary.ops;

import io.tributary.config.Config;
import io.tributary.http.ClientConnection;
import io.tributary.http.ConnectionDraining;
import io.tributary.http.Problem;
import io.tributary.http.PublicServer;
import io.tributary.http.ReceivedBody;
import io.tributary.http.RequestCheck;
import io.tributary.http.ResponseWriter;
import io.tributary.http.ServerObserver;
import io.tributary.http.WriteTimeout;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.scope.OutOfMemory;
import io.tributary.scope.TimerWheel;
import io.tributary.server.ClientConnections;
import io.tributary.server.ConnectionLimit;
import io.tributary.server.FirstConnection;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.List;

/**
 * The management server. It has its own port, so that it responds when the public port is
 * overloaded and clients cannot reach it. It has the public server's rules for requests. Confined
 * to one event loop.
 */
public final class ManagementServer {
  private static final int IDLE_SECONDS = 75;

  /**
   * The timeouts of connections, which are those of the public server.
   *
   * @param head the longest that a request head may take to arrive, and then its body
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

  private final EndpointTable endpoints;
  private final AccessRules access;
  private final ResponseWriter writer;
  private final ConnectionLimit limit;
  private final HttpServer server;
  private final RequestCheck check;

  private ManagementServer(
      Vertx vertx, Config.Management settings, Timeouts timeouts, EndpointTable endpoints) {
    Clock clock = new TimerWheel(Clock.of(vertx));
    this.limit =
        new ConnectionLimit(settings.maxConnections(), () -> false, System::nanoTime, _ -> {});
    ClientConnections connections =
        new ClientConnections(limit, timeouts.head(), clock, _ -> {}, _ -> {});
    WriteTimeout write = new WriteTimeout(timeouts.write(), ByteBudget.UNLIMITED, clock, _ -> {});
    this.endpoints = endpoints;
    this.access = new AccessRules(settings);
    this.writer = new ResponseWriter(new ConnectionDraining(), write, ServerObserver.NONE);
    this.check = new RequestCheck(writer);
    this.server =
        vertx
            .createHttpServer(options(settings))
            .connectionHandler(
                connection -> {
                  if (connections.opened(connection) != null) {
                    ClientConnection.install(connection);
                    ReceivedBody.install(connection, timeouts.head(), clock);
                  }
                })
            .requestHandler(this::handle)
            .invalidRequestHandler(check::refuseInvalid)
            // Not logged, because clients can cause any number of errors.
            .exceptionHandler(OutOfMemory::endProcessIfCauseOf);
  }

  /** Starts to listen. Every other path than those of the endpoints is 404. */
  public static Future<ManagementServer> listen(
      Vertx vertx, Config.Management settings, Timeouts timeouts, List<Endpoint> endpoints) {
    ManagementServer management =
        new ManagementServer(vertx, settings, timeouts, new EndpointTable(endpoints));
    return management
        .server
        .listen()
        .compose(
            listening ->
                FirstConnection.open(vertx, listening, options(settings), management.limit))
        .map(management);
  }

  private static HttpServerOptions options(Config.Management settings) {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setIdleTimeout(IDLE_SECONDS)
        .setMaxInitialLineLength(PublicServer.MAX_REQUEST_LINE)
        .setHttp2ClearTextEnabled(false)
        .setHandle100ContinueAutomatically(false)
        .setPerFrameWebSocketCompressionSupported(false)
        .setPerMessageWebSocketCompressionSupported(false);
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
    Exchange exchange = new Exchange(request, writer);
    endpoints
        .find(request.path())
        .ifPresentOrElse(
            endpoint -> respond(exchange, endpoint),
            () -> exchange.refuse(Problem.of(404, "there is no such resource")));
  }

  private void respond(Exchange exchange, Endpoint endpoint) {
    if (endpoint.access() == Endpoint.Access.GUARDED && !access.pass(exchange)) {
      return;
    }
    Endpoint.Methods methods = endpoint.methods();
    if (methods.contain(exchange.request().method())) {
      endpoint.handler().handle(exchange);
    } else {
      exchange.request().response().putHeader(HttpHeaders.ALLOW, methods.allow());
      exchange.refuse(
          Problem.of(405, "this resource supports only " + methods.allow().replace(", ", " and ")));
    }
  }
}
