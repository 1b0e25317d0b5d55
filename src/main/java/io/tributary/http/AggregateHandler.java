package io.tributary.http;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.Gather;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Plan;
import io.tributary.scope.ByteAccount;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.scope.Trace;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;

/**
 * Handles the requests for one aggregate: admission, gather, response. Confined to one event loop.
 */
final class AggregateHandler {
  private final Plan plan;
  private final RequestTimeout timeout;
  private final AdmissionLimit admission;
  private final ByteBudget bytes;
  private final ResponseWriter problems;
  private final AggregateWriter writer;
  private final InputParser inputParser;
  private final Clock clock;
  private final AggregateObserver observer;
  private final ServerObserver server;

  AggregateHandler(
      Endpoint endpoint,
      ResponseWriter writer,
      Clients clients,
      Clock clock,
      PublicSettings settings) {
    this.plan = endpoint.plan();
    this.timeout = new RequestTimeout(settings.deadline());
    this.admission = settings.limits().admission();
    this.bytes = settings.limits().bytes();
    this.problems = writer;
    this.writer = new AggregateWriter(plan, writer);
    this.inputParser = new InputParser(endpoint, clients);
    this.clock = clock;
    this.observer = settings.requests();
    this.server = settings.server();
  }

  /**
   * Handles a request.
   *
   * @param parameters the values of the route's parameters, encoded
   */
  void handle(RoutingContext context, Map<String, String> parameters) {
    long arrived = clock.nanoTime();
    Inputs inputs = inputParser.of(context.request(), parameters);
    Duration time = timeout.of(context.request().headers());
    if (time.isZero()) {
      fail(context, Problem.of(504, "the request had already expired on arrival"));
      return;
    }
    if (bytes.spent()) {
      server.requestRefused();
      fail(context, ProblemMapping.tooManyBytes());
      return;
    }
    if (!admission.tryEnter()) {
      server.requestRefused();
      fail(context, ProblemMapping.tooManyRequests());
      return;
    }
    ByteAccount account = bytes.open();
    Scope scope = Scope.of(Deadline.after(time, clock), context.<Trace>get(Routes.TRACE), account);
    context.response().closeHandler(_ -> scope.cancel());
    // An exception thrown by the handler fails the future, so every admitted request leaves.
    Future.succeededFuture()
        .compose(_ -> respond(context, inputs, scope, arrived))
        .onFailure(
            bug -> {
              scope.cancel();
              context.fail(bug);
            })
        .onComplete(
            _ -> {
              account.close();
              admission.leave();
            });
  }

  /**
   * Completes when the response is written or cannot be written. Until then the request counts as
   * in flight, because it holds memory.
   */
  private Future<Void> respond(
      RoutingContext context, Inputs inputs, Scope scope, long arrivedNanos) {
    observer.requestBegan(plan, scope);
    return Gather.run(plan, inputs, scope, observer)
        .compose(
            result -> {
              long total = clock.nanoTime() - arrivedNanos;
              observer.responded(result, scope, total);
              return writer.write(context.request(), result, total);
            });
  }

  private void fail(RoutingContext context, Problem problem) {
    problems.end(context.request(), problem.writeHead(context.response()));
  }
}
