package io.tributary.console;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of a part. Immutable. Holds neither its body nor the part, which would hold its
 * backend.
 *
 * @param outcome {@code success}, {@code skipped}, {@code cancelled} or a reason
 * @param status the backend's status if it is why the part failed; otherwise 0
 */
record CalledPart(
    String name,
    String backend,
    String outcome,
    int status,
    String message,
    List<String> needs,
    List<Timeline.Step> steps,
    List<Timeline.Attempt> attempts) {
  private static final int LONGEST_MESSAGE = 256;

  static CalledPart of(PartResult result, AggregateResult of) {
    Timeline timeline = result.timeline();
    int status = 0;
    String message = "";
    String outcome = result.outcome().code();
    switch (result.outcome()) {
      case Outcome.Failure failure -> {
        status = failure.status().orElse(0);
        message = Cut.at(LONGEST_MESSAGE, failure.message());
      }
      case Outcome.Skipped _
          when of instanceof AggregateResult.Cancelled || wasCalled(timeline.steps()) ->
          outcome = "cancelled";
      case Outcome.Skipped _, Outcome.Success _ -> {}
    }
    return new CalledPart(
        result.part().name(),
        result.part().call().backend(),
        outcome,
        status,
        message,
        waitedFor(result.part(), of.parts()),
        timeline.steps(),
        timeline.attempts());
  }

  /** The parts that it needs, and those that failed before it if it is their fallback. */
  private static List<String> waitedFor(Part part, PartResults parts) {
    if (!part.onDemand()) {
      return part.needs();
    }
    List<String> waited = new ArrayList<>(part.needs());
    for (PartResult other : parts.all()) {
      if (other.outcome() instanceof Outcome.Failure
          && other.part().fallback().filter(part.name()::equals).isPresent()) {
        waited.add(other.part().name());
      }
    }
    return List.copyOf(waited);
  }

  private static boolean wasCalled(List<Timeline.Step> steps) {
    return !steps.isEmpty() && isOfCall(steps.getLast().phase());
  }

  private static boolean isOfCall(Phase phase) {
    return switch (phase) {
      case INPUTS, WORKER, COMPUTING, WRITING -> false;
      case CONNECTION, CONNECTING, RESPONSE, BODY, CHECK -> true;
    };
  }

  /**
   * When its call began; when it settled if it was not called.
   *
   * @param unknown if nothing is known about its time
   */
  long from(long unknown) {
    for (Timeline.Step step : steps) {
      if (isOfCall(step.phase())) {
        return step.from();
      }
    }
    return to(unknown);
  }

  /** When it settled. */
  long to(long unknown) {
    return steps.isEmpty() ? unknown : steps.getLast().to();
  }

  /** About how many bytes of memory it takes. */
  int bytes() {
    return 100 + 2 * message.length() + 48 * steps.size() + 120 * attempts.size();
  }
}
