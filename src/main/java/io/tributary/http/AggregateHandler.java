package io.tributary.http;

import io.tributary.aggregate.Aggregator;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Cancellation;
import io.tributary.aggregate.Clock;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Deadline;
import io.tributary.aggregate.Gathered;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Metrics;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Reason;
import io.tributary.aggregate.Settled;
import io.tributary.aggregate.Trace;
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
  private static final CharSequence AGGREGATE_COMPLETE =
      HttpHeaders.createOptimized("Aggregate-Complete");
  private static final CharSequence SERVER_TIMING = HttpHeaders.createOptimized("Server-Timing");

  private final Plan plan;
  private final Envelope envelope;
  private final Aggregator aggregator;
  private final Patience patience;
  private final Answer answer;
  private final Door door;
  private final Clock clock;
  private final Metrics metrics;

  AggregateHandler(
      Plan plan, Aggregator aggregator, Patience patience, Answer answer, PublicSettings settings) {
    this.plan = plan;
    this.envelope = new Envelope(plan);
    this.aggregator = aggregator;
    this.patience = patience;
    this.answer = answer;
    this.door = settings.door();
    this.clock = settings.clock();
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
      fail(context, Statuses.tooManyRequests());
      return;
    }
    Cancellation cancellation = new Cancellation();
    context.response().closeHandler(_ -> cancellation.cancel());
    Deadline deadline = Deadline.after(time, clock);
    aggregator
        .gather(plan, inputs, deadline, cancellation)
        .onSuccess(
            gathered -> {
              logBugs(gathered, inputs.trace());
              answer(context, gathered, deadline, cancellation, started);
            });
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

  private void answer(
      RoutingContext context,
      Gathered gathered,
      Deadline deadline,
      Cancellation cancellation,
      long started) {
    Optional<Problem> problem = Statuses.problemOf(gathered);
    if (gathered.abandoned() || problem.isPresent() || plan.transform().isEmpty()) {
      Buffer body =
          problem
              .map(found -> problemHead(context, found, gathered))
              .orElseGet(() -> envelopeHead(context, gathered, envelope.of(gathered)));
      finish(context, gathered, body, started);
    } else {
      plan.transform()
          .get()
          .apply(gathered.bodies(), deadline, cancellation)
          .onComplete(
              data ->
                  finish(
                      context,
                      gathered,
                      envelopeHead(context, gathered, envelope.of(gathered, data)),
                      started),
              cause ->
                  finish(
                      context,
                      gathered,
                      problemHead(context, Statuses.ofTransform(reason(cause)), gathered),
                      started));
    }
  }

  private static Reason reason(Throwable cause) {
    return cause instanceof CallFailedException failed ? failed.reason() : Reason.INTERNAL;
  }

  private Buffer envelopeHead(RoutingContext context, Gathered gathered, Buffer body) {
    HttpServerResponse response = context.response();
    boolean complete = gathered.completeness() == Completeness.COMPLETE;
    response.setStatusCode(complete ? 200 : plan.onPartial());
    response.putHeader(HttpHeaders.CONTENT_TYPE, JSON);
    response.putHeader(
        HttpHeaders.CACHE_CONTROL,
        complete && !plan.cacheControl().isEmpty() ? plan.cacheControl() : NO_STORE);
    return body;
  }

  private static Buffer problemHead(RoutingContext context, Problem problem, Gathered gathered) {
    return problem.writeHead(
        context.response(), Buffer.buffer(",\"errors\":").appendBuffer(Envelope.errors(gathered)));
  }

  private void finish(RoutingContext context, Gathered gathered, Buffer body, long started) {
    long total = clock.nanoTime() - started;
    door.leave();
    HttpServerResponse response = context.response();
    response.putHeader(
        AGGREGATE_COMPLETE, Boolean.toString(gathered.completeness() == Completeness.COMPLETE));
    response.putHeader(SERVER_TIMING, ServerTiming.of(gathered, total));
    answer.end(context.request(), body);
    metrics.answered(gathered, total);
  }

  private void fail(RoutingContext context, Problem problem) {
    answer.end(context.request(), problem.writeHead(context.response()));
  }

  private static void logBugs(Gathered gathered, Trace trace) {
    for (Settled settled : gathered.parts()) {
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
