package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Aggregator;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Metrics;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.tributary.scope.Trace;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers one aggregate: inputs and deadline in, the gathered parts out. For one event loop. */
final class AggregateHandler implements Handler<RoutingContext> {
  private static final Logger LOG = LoggerFactory.getLogger(AggregateHandler.class);
  private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence TRUE = HttpHeaders.createOptimized("true");
  private static final CharSequence FALSE = HttpHeaders.createOptimized("false");
  static final CharSequence AGGREGATE_COMPLETE = HttpHeaders.createOptimized("Aggregate-Complete");
  static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");

  private final Plan plan;
  private final Envelope envelope;
  private final Aggregator aggregator;
  private final RequestTimeout patience;
  private final ResponseWriter answer;
  private final AdmissionLimit door;
  private final Clock clock;
  private final Metrics metrics;

  AggregateHandler(
      Plan plan,
      Aggregator aggregator,
      RequestTimeout patience,
      ResponseWriter answer,
      Clock clock,
      PublicSettings settings) {
    this.plan = plan;
    this.envelope = new Envelope(plan);
    this.aggregator = aggregator;
    this.patience = patience;
    this.answer = answer;
    this.door = settings.door();
    this.clock = clock;
    this.metrics = settings.metrics();
  }

  @Override
  public void handle(RoutingContext context) {
    long started = clock.nanoTime();
    Inputs inputs = inputs(context);
    Duration time = patience.of(context.request().headers());
    if (time.isZero()) {
      fail(context, Problem.of(504, "the request had expired before it came"));
      return;
    }
    if (!door.enter()) {
      metrics.shed();
      fail(context, ProblemMapping.tooManyRequests());
      return;
    }
    Cancellation cancellation = new Cancellation();
    context.response().closeHandler(_ -> cancellation.cancel());
    Deadline deadline = Deadline.after(time, clock);
    // What throws on the way fails the future, and nobody is left inside the door.
    Future.succeededFuture()
        .compose(_ -> aggregator.gather(plan, inputs, deadline, cancellation))
        .compose(gathered -> reply(gathered, inputs.trace(), deadline, cancellation))
        .compose(reply -> finish(context, reply, started))
        .onFailure(
            bug -> {
              cancellation.cancel();
              context.fail(bug);
            })
        .onComplete(_ -> door.leave());
  }

  private static Inputs inputs(RoutingContext context) {
    Map<String, String> path = context.pathParams();
    for (String value : path.values()) {
      if (value.equals(".") || value.equals("..")) {
        throw new BadRequestException("a path parameter cannot be a dot segment");
      }
    }
    return new Inputs(
        path,
        context.queryParams(),
        Map.of(),
        context.request().headers(),
        context.<Trace>get(Routes.TRACE));
  }

  private Future<Reply> reply(
      AggregateResult gathered, Trace trace, Deadline deadline, Cancellation cancellation) {
    logBugs(gathered, trace);
    Optional<Problem> problem = ProblemMapping.problemOf(gathered);
    if (problem.isPresent()) {
      return Future.succeededFuture(Reply.of(gathered, problem.get()));
    }
    if (gathered.abandoned() || plan.transform().isEmpty()) {
      return Future.succeededFuture(Reply.of(gathered, envelope.of(gathered)));
    }
    return plan.transform()
        .get()
        .apply(gathered.bodies(), deadline, cancellation)
        .map(data -> Reply.of(gathered, envelope.of(gathered, data)))
        .recover(
            cause ->
                cause instanceof CallFailedException failed
                    ? Future.succeededFuture(
                        Reply.of(gathered, ProblemMapping.ofTransform(failed.reason())))
                    : Future.failedFuture(cause));
  }

  /** Sends the answer; completes when it is written or cannot be: until then it takes memory. */
  private Future<Void> finish(RoutingContext context, Reply reply, long started) {
    AggregateResult gathered = reply.gathered();
    long total = clock.nanoTime() - started;
    HttpServerResponse response = context.response();
    boolean complete =
        reply.problem().isEmpty() && gathered.completeness() == Completeness.COMPLETE;
    response.putHeader(AGGREGATE_COMPLETE, complete ? TRUE : FALSE);
    // Bytes are written at once where the characters of a string are written one by one.
    response.putHeader(
        SERVER_TIMING, HttpHeaders.createOptimized(ServerTiming.of(gathered, total)));
    ResponseBody body =
        reply
            .problem()
            .map(problem -> problemHead(response, problem, gathered))
            .orElseGet(() -> envelopeHead(response, complete, reply.envelope()));
    metrics.answered(gathered, got(reply, response), total);
    return answer.end(context.request(), body).otherwiseEmpty();
  }

  private static Completeness got(Reply reply, HttpServerResponse response) {
    if (response.closed()) {
      return Completeness.CANCELLED;
    }
    return reply.problem().isPresent() ? Completeness.NONE : reply.gathered().completeness();
  }

  private ResponseBody envelopeHead(
      HttpServerResponse response, boolean complete, ResponseBody body) {
    response.setStatusCode(complete ? 200 : plan.onPartial());
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    response.putHeader(
        HttpHeaders.CACHE_CONTROL,
        complete && !plan.cacheControl().isEmpty() ? plan.cacheControl() : NO_STORE);
    return body;
  }

  private static ResponseBody problemHead(
      HttpServerResponse response, Problem problem, AggregateResult gathered) {
    return problem.writeHead(
        response, Buffer.buffer(",\"errors\":").appendBuffer(Envelope.errors(gathered)));
  }

  private void fail(RoutingContext context, Problem problem) {
    answer.end(context.request(), problem.writeHead(context.response()));
  }

  private static void logBugs(AggregateResult gathered, Trace trace) {
    for (PartResult settled : gathered.parts()) {
      if (settled.outcome() instanceof Outcome.Failure failure) {
        failure
            .bug()
            .ifPresent(
                bug ->
                    LOG.error(
                        "Part {} failed by a bug, request {}",
                        settled.part().name(),
                        trace.requestId(),
                        bug));
      }
    }
  }
}
