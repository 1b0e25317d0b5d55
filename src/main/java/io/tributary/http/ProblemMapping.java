package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps failed aggregates to problems with an HTTP status. The only place that does so. Stateless.
 */
final class ProblemMapping {
  private static final int RETRY_AFTER_SECONDS = 1;

  private ProblemMapping() {}

  static Problem of(AggregateResult.Failed result) {
    return switch (result) {
      case AggregateResult.RequiredPartFailed required -> of(required);
      case AggregateResult.NothingSucceeded nothing -> of(nothing);
      case AggregateResult.TransformFailed transform -> of(transform);
    };
  }

  private static Problem of(AggregateResult.RequiredPartFailed result) {
    PartResult failed = result.failed();
    if (failed.part().resource() && isNotFound(failed.outcome())) {
      return Problem.of(404, "the required part " + failed.part().name() + " was not found");
    }
    return problem(
        failuresOf(List.of(failed)), "the required part " + failed.part().name() + " failed");
  }

  private static boolean isNotFound(Outcome outcome) {
    return outcome instanceof Outcome.Failure failure
        && failure.reason() == Reason.BAD_STATUS
        && failure.status().orElse(0) == 404;
  }

  private static Problem of(AggregateResult.NothingSucceeded result) {
    List<PartResult> all = result.parts().all();
    List<Outcome.Failure> failures =
        failuresOf(all.stream().filter(part -> part.part().shown()).toList());
    // The client's parts may only say that others, which it did not choose, have failed.
    return problem(failures.isEmpty() ? failuresOf(all) : failures, "no part succeeded");
  }

  private static Problem of(AggregateResult.TransformFailed result) {
    return switch (result.reason()) {
      case REJECTED ->
          Problem.of(503, "too many transforms are waiting").retryAfter(RETRY_AFTER_SECONDS);
      case TIMEOUT -> Problem.of(504, "the transform did not finish in time");
      case TOO_LARGE -> Problem.of(500, "the transform's input, work or result is too large");
      case UNREACHABLE, BAD_STATUS, BAD_BODY, CIRCUIT_OPEN, DEPENDENCY, TOO_MANY, INTERNAL ->
          Problem.of(500, "the transform failed");
    };
  }

  /** The problem for a request that is not admitted. */
  static Problem tooManyRequests() {
    return Problem.of(503, "too many requests are in flight").retryAfter(RETRY_AFTER_SECONDS);
  }

  private static List<Outcome.Failure> failuresOf(List<PartResult> parts) {
    List<Outcome.Failure> failures = new ArrayList<>();
    for (PartResult part : parts) {
      if (part.outcome() instanceof Outcome.Failure failure
          && failure.reason() != Reason.DEPENDENCY) { // another part already has the reason
        failures.add(failure);
      }
    }
    return failures;
  }

  private static Problem problem(List<Outcome.Failure> failures, String detail) {
    if (failures.isEmpty()) {
      return Problem.of(502, detail);
    }
    if (failures.stream().allMatch(failure -> failure.reason() == Reason.TIMEOUT)) {
      return Problem.of(504, detail);
    }
    return failures.stream().allMatch(ProblemMapping::isRefusal)
        ? Problem.of(503, detail).retryAfter(retryAfter(failures))
        : Problem.of(502, detail);
  }

  /** Whether the call can succeed later: we refused it, or its backend did and says when. */
  private static boolean isRefusal(Outcome.Failure failure) {
    return failure.reason() == Reason.REJECTED
        || failure.reason() == Reason.CIRCUIT_OPEN
        || failure.retryAfterSeconds().isPresent();
  }

  private static int retryAfter(List<Outcome.Failure> failures) {
    return failures.stream()
        .mapToInt(failure -> failure.retryAfterSeconds().orElse(RETRY_AFTER_SECONDS))
        .max()
        .orElse(RETRY_AFTER_SECONDS);
  }
}
