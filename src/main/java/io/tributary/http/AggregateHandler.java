package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Gather;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Reason;
import io.tributary.http.admission.Admission;
import io.tributary.http.admission.Latencies;
import io.tributary.http.admission.Served;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;

/**
 * Handles the requests for one aggregate: admission, gather, response. Confined to one event loop.
 */
final class AggregateHandler {
  private final Plan plan;
  private final Admission admission;
  private final Latencies latencies;
  private final ResponseWriter problems;
  private final AggregateWriter writer;
  private final AggregateRequestReader reader;
  private final Clock clock;
  private final AggregateObserver observer;
  private final ServerObserver server;

  AggregateHandler(
      Endpoint endpoint,
      ResponseWriter writer,
      Admission admission,
      Clock clock,
      PublicSettings settings) {
    this.plan = endpoint.plan();
    this.admission = admission;
    this.latencies = admission.latencies();
    this.problems = writer;
    this.writer = new AggregateWriter(plan, writer);
    this.reader = new AggregateRequestReader(endpoint.aggregate(), settings.deadline());
    this.clock = clock;
    this.observer = settings.requests();
    this.server = settings.server();
  }

  /** The names of the client headers that can change a response, separated by commas. */
  String varyingHeaders() {
    return plan.vary();
  }

  /**
   * Handles a request.
   *
   * @param parameters the values of the route's parameters, encoded
   */
  void handle(RoutingContext context, ServerExchange exchange, Map<String, String> parameters) {
    exchange.routed(plan.route());
    Admission.Place place = admission.enter(exchange.arrivedNanos());
    if (place == null) {
      server.requestRefused();
      fail(context, exchange, ProblemMapping.tooManyRequests());
      return;
    }
    // An exception thrown by the handler fails the future, so every admitted request leaves.
    Future.succeededFuture()
        .compose(_ -> respond(context, exchange, parameters, place))
        .onFailure(context::fail)
        .onComplete(_ -> place.leave());
  }

  /**
   * Completes when the response is written or cannot be written. Until then the request counts as
   * in flight, because it holds memory.
   */
  private Future<Void> respond(
      RoutingContext context,
      ServerExchange exchange,
      Map<String, String> parameters,
      Admission.Place place) {
    HttpServerRequest request = context.request();
    AggregateRequest asked = reader.read(RequestHead.of(request), parameters);
    Optional<Problem> expired = asked.expired();
    if (expired.isPresent()) {
      fail(context, exchange, expired.get());
      return Future.succeededFuture();
    }
    Optional<Plan> chosen = asked.parts().map(plan::only);
    Inputs inputs = new Inputs(asked.values(), request.headers(), exchange.client());
    exchange.asks(asked.values());
    Scope scope =
        Scope.of(Deadline.after(asked.time(), clock), exchange.trace(), place.bytes())
            .on(exchange.timeline());
    context.response().closeHandler(_ -> scope.cancel());
    try {
      return gather(exchange, chosen, inputs, scope, place).onFailure(_ -> scope.cancel());
    } catch (RuntimeException bug) {
      scope.cancel();
      throw bug;
    }
  }

  private Future<Void> gather(
      ServerExchange exchange,
      Optional<Plan> chosen,
      Inputs inputs,
      Scope scope,
      Admission.Place place) {
    Plan asked = chosen.orElse(plan);
    AggregateWriter answers = chosen.isEmpty() ? writer : new AggregateWriter(asked, problems);
    observer.requestBegan(asked, scope);
    return Gather.run(asked, inputs, scope, observer)
        .compose(
            result -> {
              long total = clock.nanoTime() - exchange.arrivedNanos();
              observer.responded(result, scope, total);
              place.served(served(result), latencies);
              return answers.write(exchange, result, total);
            });
  }

  private static Served served(AggregateResult result) {
    if (result.completeness() == Completeness.COMPLETE) {
      return Served.COMPLETE;
    }
    boolean rejected =
        result.parts().all().stream()
            .anyMatch(
                part ->
                    part.outcome() instanceof Outcome.Failure failure
                        && failure.reason() == Reason.REJECTED);
    return rejected ? Served.REJECTED : Served.OTHER;
  }

  private void fail(RoutingContext context, ServerExchange exchange, Problem problem) {
    exchange.overAfter(
        problems.end(context.request(), exchange.failed(problem).writeHead(context.response())));
  }
}
