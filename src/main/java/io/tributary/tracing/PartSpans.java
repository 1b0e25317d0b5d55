package io.tributary.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.scope.Timeline;
import io.tributary.scope.Timeline.Step;
import java.util.List;
import java.util.Optional;

/**
 * The spans of a part: one for each phase before its calls, and those of its calls. Calls that were
 * too many to be kept share one. A part that failed before there was one has a span that says so,
 * and takes no time.
 *
 * @param arrivedNanos when the request arrived
 */
record PartSpans(SpanFactory spans, PartResult result, long arrivedNanos) {

  void add() {
    Timeline timeline = result.timeline();
    CallSpans.stepsOf(timeline, 0).forEach(this::addPhase);
    Optional<String> error = result.outcome().errorType();
    boolean called = new CallSpans(spans, result.part(), timeline, error).add();
    for (Timeline call : timeline.calls()) {
      Optional<String> own = Optional.of(call.error()).filter(type -> !type.isEmpty());
      called |= new CallSpans(spans, result.part(), call, own).add();
    }
    if (timeline.unkept().calls() > 0) {
      addUnkept(timeline.unkept());
    }
    if (!called && result.outcome() instanceof Outcome.Failure) {
      List<Step> all = timeline.steps();
      addUncalled(all.isEmpty() ? arrivedNanos : all.getLast().to(), error);
    }
  }

  private void addPhase(Step step) {
    String phase = step.phase().code();
    Span span = spans.internal(result.part().name() + " " + phase, step.from());
    span.setAttribute(Names.PART, result.part().name()).setAttribute(Names.PHASE, phase);
    spans.end(span, step.to());
  }

  /** One for all calls that have none of their own. */
  private void addUnkept(Timeline.Unkept calls) {
    Span span = spans.internal(result.part().name() + " more", calls.from());
    span.setAttribute(Names.PART, result.part().name())
        .setAttribute(Names.BACKEND, result.part().call().backend())
        .setAttribute(Names.CALLS, (long) calls.calls());
    spans.end(span, calls.to());
  }

  private void addUncalled(long at, Optional<String> error) {
    Span span = spans.internal(result.part().name(), at);
    span.setAttribute(Names.PART, result.part().name())
        .setAttribute(Names.BACKEND, result.part().call().backend());
    error.ifPresent(type -> fail(span, type));
    spans.end(span, at);
  }

  /** Marks a span as failed. */
  static void fail(Span span, String type) {
    span.setAttribute(Names.ERROR, type).setStatus(StatusCode.ERROR);
  }
}
