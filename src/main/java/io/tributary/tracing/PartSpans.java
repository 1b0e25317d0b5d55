package io.tributary.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.scope.Timeline;
import io.tributary.scope.Timeline.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The spans of a part: one for each phase before its call, and one for each attempt of the call.
 * The last attempt tells how the part failed. A part that failed before there was one has a span
 * that says so, and takes no time.
 *
 * @param arrivedNanos when the request arrived
 */
record PartSpans(SpanFactory spans, PartResult result, long arrivedNanos) {

  void add() {
    Optional<String> error = error(result.outcome());
    List<Step> all = result.timeline().steps();
    stepsOf(0).forEach(this::addPhase);
    int attempts = all.isEmpty() ? 0 : all.getLast().attempt();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      List<Step> steps = stepsOf(attempt);
      if (!steps.isEmpty()) {
        AttemptSpan span = new AttemptSpan(spans, result.part(), attempt(attempt), steps);
        span.add(attempt, attempt == attempts ? error : Optional.of(span.errorBeforeRetry()));
      }
    }
    if (attempts == 0 && result.outcome() instanceof Outcome.Failure) {
      addUncalled(all.isEmpty() ? arrivedNanos : all.getLast().to(), error);
    }
  }

  private List<Step> stepsOf(int attempt) {
    List<Step> steps = new ArrayList<>();
    for (Step step : result.timeline().steps()) {
      if (step.attempt() == attempt) {
        steps.add(step);
      }
    }
    return steps;
  }

  private Optional<Timeline.Attempt> attempt(int number) {
    return result.timeline().attempts().stream().filter(one -> one.number() == number).findFirst();
  }

  private void addPhase(Step step) {
    String phase = step.phase().code();
    Span span = spans.internal(result.part().name() + " " + phase, step.from());
    span.setAttribute(Names.PART, result.part().name()).setAttribute(Names.PHASE, phase);
    spans.end(span, step.to());
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

  /** The type of error that an outcome is: a status, a reason, or that it was not awaited. */
  private static Optional<String> error(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success _ -> Optional.empty();
      case Outcome.Failure failure when failure.status().isPresent() ->
          Optional.of(Integer.toString(failure.status().getAsInt()));
      case Outcome.Failure failure -> Optional.of(failure.reason().code());
      case Outcome.Skipped _ -> Optional.of("cancelled");
    };
  }
}
