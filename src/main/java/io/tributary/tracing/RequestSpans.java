package io.tributary.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.PartResult;
import io.tributary.http.Sampling;
import io.tributary.http.ServerExchange;
import io.tributary.http.ServerObserver;
import io.tributary.scope.Trace;
import io.tributary.scope.WallClock;

/**
 * Makes the spans of a request when it is over, if they are recorded: one for the request, and
 * below it one for each attempt of a call, each wait for inputs, and each computation. Thread-safe.
 */
final class RequestSpans implements ServerObserver {
  private final Tracer tracer;
  private final GivenIds ids;
  private final TracingVariables variables;
  private final WallClock clock = WallClock.system();

  RequestSpans(Tracer tracer, GivenIds ids, TracingVariables variables) {
    this.tracer = tracer;
    this.ids = ids;
    this.variables = variables;
    warmUp();
  }

  /**
   * Loads the classes that make spans, so that no event loop has to. A span that does not end is
   * not exported.
   */
  private void warmUp() {
    long now = System.nanoTime();
    String traceparent = "00-00000000000000000000000000000001-0000000000000001-01";
    SpanFactory spans = new SpanFactory(tracer, ids, new Trace("", traceparent, ""), clock, now);
    spans.event(spans.internal("warm-up", now), "warm-up", now);
  }

  @Override
  public Sampling sampling(double ratio) {
    return variables.sampling(ratio);
  }

  @Override
  public void finished(ServerExchange exchange) {
    if (!exchange.trace().recording()) {
      return;
    }
    SpanFactory spans =
        new SpanFactory(tracer, ids, exchange.trace(), clock, exchange.arrivedNanos());
    exchange.result().ifPresent(result -> addParts(spans, exchange, result));
    new ServerSpan(spans, exchange).add();
  }

  private static void addParts(SpanFactory spans, ServerExchange exchange, AggregateResult result) {
    for (PartResult part : result.parts().all()) {
      new PartSpans(spans, part, exchange.arrivedNanos()).add();
    }
    TransformSpans.add(spans, exchange.timeline(), result);
  }
}
