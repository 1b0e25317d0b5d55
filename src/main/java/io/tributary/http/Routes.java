package io.tributary.http;

import io.tributary.http.admission.Admission;
import io.tributary.http.admission.OriginHeaders;
import io.tributary.scope.Clock;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes the requests of the public server to its aggregates, and responds to all others with a
 * problem. Confined to one event loop.
 */
public final class Routes implements Handler<HttpServerRequest> {
  /** The key of a request's {@link ServerExchange} in its routing context. */
  private static final String EXCHANGE = "exchange";

  private static final Logger LOG = LoggerFactory.getLogger(Routes.class);
  private final Router router;
  private final Destinations<AggregateHandler> destinations;
  private final ResponseWriter writer;
  private final RequestCheck check;
  private final TraceHeaders traces;
  private final ServerExchange.Shared exchanges;
  private final Optional<Cors> cors;
  private final OriginHeaders originHeaders;
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
    this.exchanges = ServerExchange.Shared.of(settings, clock);
    this.check = new RequestCheck(writer, RequestRules::checkWithBody, Optional.of(exchanges));
    this.traces = new TraceHeaders(settings.server().sampling(settings.tracing().ratio()));
    this.cors = settings.cors();
    this.originHeaders =
        cors.map(headers -> OriginHeaders.of(headers::lines)).orElse(OriginHeaders.NONE);
    this.openapi = settings.openapi();
    this.destinations = new Destinations<>(openapi.isPresent(), cors.isPresent());
    for (Endpoint endpoint : endpoints) {
      destinations.add(
          endpoint.plan().route(),
          endpoint.aggregate().method(),
          new AggregateHandler(endpoint, writer, admission, clock, settings));
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

  /** Refuses what the server could not read as a request. */
  void refuseInvalid(HttpServerRequest request) {
    check.refuseInvalid(request);
  }

  /** The headers of refusals that are made before a request is read. */
  public OriginHeaders originHeaders() {
    return originHeaders;
  }

  private void route(RoutingContext context) {
    HttpServerRequest request = context.request();
    ServerExchange exchange =
        exchanges.begin(request, traces.of(request.headers(), RequestIds.identify(request)));
    context.put(EXCHANGE, exchange);
    switch (destinations.of(RequestHead.of(request))) {
      case Destination.Aggregate<AggregateHandler>(var aggregate, var parameters) ->
          aggregate.handle(context, exchange, parameters);
      case Destination.Preflight<AggregateHandler>(var aggregate) -> {
        cors.orElseThrow().writePreflight(request, aggregate.method(), aggregate.headersRead());
        exchange.overAfter(writer.endUnread(request, new ResponseBody(0)));
      }
      case Destination.OpenApi<AggregateHandler> _ -> describe(context, openapi.orElseThrow());
      case Destination.WrongMethod<AggregateHandler> wrong -> {
        request.response().putHeader(HttpHeaders.ALLOW, wrong.right().allow());
        end(context, wrong.problem());
      }
      case Destination.Nowhere<AggregateHandler>(Problem problem) -> end(context, problem);
    }
  }

  private void describe(RoutingContext context, Supplier<Future<Buffer>> document) {
    HttpServerRequest request = context.request();
    document
        .get()
        .onFailure(context::fail)
        .onSuccess(
            text -> {
              request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
              request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
              exchange(context).overAfter(writer.end(request, ResponseBody.of(text)));
            });
  }

  private void failed(RoutingContext context) {
    if (context.failure() instanceof BadRequestException broken) {
      if (broken.isOfLeaving()) {
        exchange(context).abandoned();
      } else {
        end(context, broken.problem());
      }
      return;
    }
    LOG.error(
        "Internal error, request {}", exchange(context).trace().requestId(), context.failure());
    // Both may be set already, for a response that could not be written.
    context
        .response()
        .headers()
        .remove(AggregateWriter.AGGREGATE_COMPLETE)
        .remove(AggregateWriter.SERVER_TIMING);
    end(context, Problem.of(500, "an internal error"));
  }

  private static ServerExchange exchange(RoutingContext context) {
    return context.get(EXCHANGE);
  }

  private void end(RoutingContext context, Problem problem) {
    ServerExchange exchange = exchange(context);
    exchange.overAfter(
        writer.endUnread(
            context.request(), exchange.failed(problem).writeHead(context.response())));
  }
}
