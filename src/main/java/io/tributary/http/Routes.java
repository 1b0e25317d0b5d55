package io.tributary.http;

import io.tributary.http.admission.Admission;
import io.tributary.scope.Clock;
import io.tributary.scope.Trace;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes the requests of the public server to its aggregates, and responds to all others with a
 * problem. Confined to one event loop.
 */
public final class Routes implements Handler<HttpServerRequest> {
  /** The key of a request's {@link Trace} in its routing context. */
  static final String TRACE = "trace";

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private static final String OPENAPI = "/openapi.json";

  /**
   * Spellings of a path that some server or proxy would normalise. They are rejected, so that every
   * path has one spelling.
   */
  private static final Pattern NON_CANONICAL_PATH =
      Pattern.compile("//|.+/$|/(?:\\.|%2e){1,2}(?:/|$)|%2f|%5c", Pattern.CASE_INSENSITIVE);

  private final Router router;
  private final RouteTable<AggregateHandler> aggregates;
  private final ResponseWriter writer;
  private final RequestCheck check;
  private final TraceHeaders traces;
  private final Optional<Cors> cors;
  private final Optional<Supplier<Future<Buffer>>> openapi;

  /** Creates the routes of one configuration. Call it on the event loop that uses them. */
  public Routes(
      Vertx vertx,
      List<Endpoint> endpoints,
      Admission admission,
      Clock clock,
      PublicSettings settings) {
    this.router = Router.router(vertx);
    this.writer = ResponseWriter.of(settings, clock);
    this.check = new RequestCheck(writer);
    this.traces = new TraceHeaders(new Sampling(settings.tracing().ratio()));
    this.cors = settings.cors();
    this.openapi = settings.openapi();
    Clients clients = new Clients(settings.trustedProxies());
    this.aggregates = new RouteTable<>();
    for (Endpoint endpoint : endpoints) {
      aggregates.add(
          endpoint.plan().route(),
          new AggregateHandler(endpoint, writer, clients, admission, clock, settings));
    }
    router.route().handler(this::route);
    router.errorHandler(400, context -> end(context, Problem.of(400, "the request is malformed")));
    router.errorHandler(500, this::failed);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (check.passes(request)) {
      router.handle(request);
    }
  }

  private void route(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.put(TRACE, traces.of(request.headers(), RequestIds.identify(request)));
    String path = request.path();
    if (isNonCanonical(path)) {
      notFound(context);
      return;
    }
    if (openapi.isPresent() && path.equals(OPENAPI)) {
      describe(context, openapi.get());
      return;
    }
    aggregates
        .find(path)
        .ifPresentOrElse(
            found -> {
              if (RequestRules.READS.contains(request.method())) {
                found.target().handle(context, found.parameters());
              } else if (cors.isPresent() && Cors.isPreflight(request)) {
                cors.get().writePreflight(request, found.target().varyingHeaders());
                writer.endUnread(request, new ResponseBody(0));
              } else {
                methodNotAllowed(context);
              }
            },
            () -> notFound(context));
  }

  private void describe(RoutingContext context, Supplier<Future<Buffer>> document) {
    HttpServerRequest request = context.request();
    if (!RequestRules.READS.contains(request.method())) {
      methodNotAllowed(context);
      return;
    }
    document
        .get()
        .onFailure(context::fail)
        .onSuccess(
            text -> {
              request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
              request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
              writer.end(request, ResponseBody.of(text));
            });
  }

  private void notFound(RoutingContext context) {
    end(context, Problem.of(404, "there is no such resource"));
  }

  /**
   * Whether a path is not in its canonical spelling. The cheap checks spare most paths the regular
   * expression.
   */
  private static boolean isNonCanonical(String path) {
    return (path.contains("//") || path.contains("/.") || path.contains("%") || path.endsWith("/"))
        && NON_CANONICAL_PATH.matcher(path).find();
  }

  private void methodNotAllowed(RoutingContext context) {
    end(context, Problem.of(405, Problem.METHODS));
  }

  private void failed(RoutingContext context) {
    if (context.failure() instanceof BadRequestException broken) {
      end(context, broken.problem());
      return;
    }
    LOG.error(
        "Internal error, request {}", context.<Trace>get(TRACE).requestId(), context.failure());
    // Both may be set already, for a response that could not be written.
    context
        .response()
        .headers()
        .remove(AggregateWriter.AGGREGATE_COMPLETE)
        .remove(AggregateWriter.SERVER_TIMING);
    end(context, Problem.of(500, "an internal error"));
  }

  private void end(RoutingContext context, Problem problem) {
    writer.endUnread(context.request(), problem.writeHead(context.response()));
  }
}
