package io.tributary.tracing;

import io.opentelemetry.api.trace.Span;
import io.tributary.aggregate.AggregateResult;
import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import io.tributary.scope.Timeline.Step;
import java.util.List;

/** The spans of an aggregate's transform: its wait for a worker, and its run. Stateless. */
final class TransformSpans {
  private TransformSpans() {}

  /** Adds them if there was a transform. The last one tells how it failed. */
  static void add(SpanFactory spans, Timeline timeline, AggregateResult result) {
    List<Step> steps =
        timeline.steps().stream().filter(step -> step.phase() != Phase.WRITING).toList();
    for (Step step : steps) {
      String phase = step.phase().code();
      Span span = spans.internal("transform " + phase, step.from());
      span.setAttribute(Names.PHASE, phase);
      if (step.equals(steps.getLast())
          && result instanceof AggregateResult.TransformFailed failed) {
        PartSpans.fail(span, failed.reason().code());
      }
      spans.end(span, step.to());
    }
  }
}
