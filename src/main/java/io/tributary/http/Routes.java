package io.tributary.http;

import io.tributary.aggregate.Plan;
import io.tributary.scope.Clock;
import io.tributary.scope.Trace;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.Predicate;
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
  private static final int MAX_PARAMETERS = 100;

  /**
   * Spellings of a path that the router would normalise. They are rejected, so that every path has
   * one spelling.
   */
  private static final Pattern NON_CANONICAL_PATH =
      Pattern.compile("//|.+/$|/(?:\\.|%2e){1,2}(?:/|$)|%2f|%5c", Pattern.CASE_INSENSITIVE);

  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  /** Connections that close after the current response. Further requests on them are ignored. */
  private final Set<HttpConnection> ending = Collections.newSetFromMap(new WeakHashMap<>());

  private final Router router;
  private final ResponseWriter writer;
  private final TraceHeaders traces;

  /** Creates the routes of one configuration. Call it on the event loop that uses them. */
  public Routes(Vertx vertx, List<Plan> plans, Clock clock, PublicSettings settings) {
    this.router = Router.router(vertx);
    this.writer = new ResponseWriter(settings.draining());
    this.traces = new TraceHeaders(new Sampling(settings.tracing().ratio()));
    Clients clients = new Clients(settings.trustedProxies());
    router.route().handler(this::identify);
    for (Plan plan : plans) {
      String path = PARAMETER.matcher(plan.route()).replaceAll(":$1");
      Predicate<String> spelling = spelling(plan.route());
      router.route(path).handler(context -> onlySpelled(spelling, context));
      router
          .route(path)
          .method(HttpMethod.GET)
          .method(HttpMethod.HEAD)
          .handler(new AggregateHandler(plan, writer, clients, clock, settings));
      router.route(path).handler(this::methodNotAllowed);
    }
    router.errorHandler(404, context -> end(context, Problem.of(404, "there is no such resource")));
    router.errorHandler(400, context -> end(context, Problem.of(400, "the request is malformed")));
    router.errorHandler(500, this::failed);
  }

  @Override
  public void handle(HttpServerRequest request) {
    if (ending.contains(request.connection())) {
      return;
    }
    try {
      RequestRules.check(request);
    } catch (BadRequestException broken) {
      String _ = RequestIds.identify(request);
      ending.add(request.connection());
      writer.endAndClose(request, broken.problem().writeHead(request.response()));
      return;
    }
    router.handle(request);
  }

  private void identify(RoutingContext context) {
    HttpServerRequest request = context.request();
    context.put(TRACE, traces.of(request.headers(), RequestIds.identify(request)));
    if (isNonCanonical(request.path())) {
      end(context, Problem.of(404, "there is no such resource"));
    } else if (tooMany(context.queryParams())) {
      end(context, Problem.of(400, "there are more than 100 query parameters"));
    } else {
      context.next();
    }
  }

  /**
   * Whether a path is not in its canonical spelling. The cheap checks spare most paths the regular
   * expression.
   */
  private static boolean isNonCanonical(String path) {
    return (path.contains("//") || path.contains("/.") || path.contains("%") || path.endsWith("/"))
        && NON_CANONICAL_PATH.matcher(path).find();
  }

  private static Predicate<String> spelling(String route) {
    String quoted = PARAMETER.matcher(Pattern.quote(route)).replaceAll("\\\\E[^/]+\\\\Q");
    return route.contains("{") ? Pattern.compile(quoted).asMatchPredicate() : route::equals;
  }

  /**
   * Rejects other spellings of a route. The router decodes a path before it compares it, so {@code
   * /%61} would match {@code /a}.
   */
  private void onlySpelled(Predicate<String> spelling, RoutingContext context) {
    if (spelling.test(context.request().path())) {
      context.next();
    } else {
      end(context, Problem.of(404, "there is no such resource"));
    }
  }

  private static boolean tooMany(MultiMap parameters) {
    int count = 0;
    for (var _ : parameters) {
      count++;
    }
    return count > MAX_PARAMETERS;
  }

  private void methodNotAllowed(RoutingContext context) {
    context.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    end(context, Problem.of(405, "an aggregate supports only GET and HEAD"));
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
    ResponseBody body = problem.writeHead(context.response());
    if (RequestRules.announcesBody(context.request())) {
      ending.add(context.request().connection());
      writer.endAndClose(context.request(), body);
    } else {
      writer.end(context.request(), body);
    }
  }
}
