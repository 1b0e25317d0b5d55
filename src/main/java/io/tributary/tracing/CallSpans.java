package io.tributary.tracing;

import io.tributary.aggregate.Part;
import io.tributary.scope.Timeline;
import io.tributary.scope.Timeline.Step;
import java.util.List;
import java.util.Optional;

/**
 * The spans of one call: one for each attempt. The last one tells how the call failed.
 *
 * @param error what was wrong with the call, if anything was
 */
record CallSpans(SpanFactory spans, Part part, Timeline call, Optional<String> error) {

  /** Adds the spans. Returns whether there was an attempt. */
  boolean add() {
    List<Step> all = call.steps();
    int attempts = all.isEmpty() ? 0 : all.getLast().attempt();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      List<Step> steps = stepsOf(call, attempt);
      if (!steps.isEmpty()) {
        AttemptSpan span = new AttemptSpan(spans, part, sent(attempt), steps);
        span.add(attempt, attempt == attempts ? error : Optional.of(span.errorBeforeRetry()));
      }
    }
    return attempts > 0;
  }

  /** The phases of an attempt; those before the first one have the number 0. */
  static List<Step> stepsOf(Timeline call, int attempt) {
    return call.steps().stream().filter(step -> step.attempt() == attempt).toList();
  }

  private Optional<Timeline.Attempt> sent(int number) {
    return call.attempts().stream().filter(one -> one.number() == number).findFirst();
  }
}
