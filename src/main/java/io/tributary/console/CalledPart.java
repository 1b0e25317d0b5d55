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
import java.util.stream.Stream;

/**
 * What became of a part. Immutable. Holds neither its body nor the part, which would hold its
 * backend.
 *
 * @param outcome {@code success}, {@code skipped}, {@code cancelled} or a reason
 * @param status the backend's status if it is why the part failed; otherwise 0
 * @param steps what it spent its time on; those of its calls are not in it if there are several
 * @param calls its calls, in the order of their start, if there can be several
 * @param unkept those of its calls that are not in {@code calls}
 * @param forEachItem whether each call is for an item of a list, in the order of the items
 */
record CalledPart(
    String name,
    String backend,
    String outcome,
    int status,
    String message,
    List<String> needs,
    List<Timeline.Step> steps,
    List<Timeline.Attempt> attempts,
    List<Call> calls,
    Timeline.Unkept unkept,
    boolean forEachItem) {
  private static final int LONGEST_MESSAGE = 256;

  /**
   * One of several calls of a part.
   *
   * @param error the type of error; empty if it succeeded
   */
  record Call(List<Timeline.Step> steps, List<Timeline.Attempt> attempts, String error) {
    private static Call of(Timeline call) {
      return new Call(call.steps(), call.attempts(), call.error());
    }
  }

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
      case Outcome.Skipped _ when of instanceof AggregateResult.Cancelled || wasCalled(timeline) ->
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
        timeline.attempts(),
        timeline.calls().isEmpty() ? List.of() : timeline.calls().stream().map(Call::of).toList(),
        timeline.unkept(),
        result.part().call().isForEachItem());
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

  private static boolean wasCalled(Timeline timeline) {
    List<Timeline.Step> steps = timeline.steps();
    return !timeline.calls().isEmpty() || (!steps.isEmpty() && isOfCall(steps.getLast().phase()));
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
    return stepsOfCalls().mapToLong(Timeline.Step::from).min().orElseGet(() -> to(unknown));
  }

  /** When it settled. */
  long to(long unknown) {
    long own = steps.isEmpty() ? unknown : steps.getLast().to();
    long ofCalls = stepsOfCalls().mapToLong(Timeline.Step::to).max().orElse(own);
    return Math.max(ofCalls, unkept.to());
  }

  private Stream<Timeline.Step> stepsOfCalls() {
    return calls.stream().flatMap(call -> call.steps().stream());
  }

  /** About how many bytes of memory it takes. */
  int bytes() {
    int bytes = 100 + 2 * message.length() + bytes(steps, attempts);
    for (Call call : calls) {
      bytes += 40 + bytes(call.steps(), call.attempts());
    }
    return bytes;
  }

  private static int bytes(List<Timeline.Step> steps, List<Timeline.Attempt> attempts) {
    return 48 * steps.size() + 120 * attempts.size();
  }
}
