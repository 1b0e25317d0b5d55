package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Reason;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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
        reasonsOf(List.of(failed)), "the required part " + failed.part().name() + " failed");
  }

  private static boolean isNotFound(Outcome outcome) {
    return outcome instanceof Outcome.Failure failure
        && failure.reason() == Reason.BAD_STATUS
        && failure.status().orElse(0) == 404;
  }

  private static Problem of(AggregateResult.NothingSucceeded result) {
    return problem(reasonsOf(result.parts().all()), "no part succeeded");
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

  private static Set<Reason> reasonsOf(List<PartResult> parts) {
    Set<Reason> reasons = new HashSet<>();
    for (PartResult part : parts) {
      if (part.outcome() instanceof Outcome.Failure failure
          && failure.reason() != Reason.DEPENDENCY) { // another part already has the reason
        reasons.add(failure.reason());
      }
    }
    return reasons;
  }

  private static Problem problem(Set<Reason> reasons, String detail) {
    if (reasons.equals(Set.of(Reason.TIMEOUT))) {
      return Problem.of(504, detail);
    }
    boolean refused =
        !reasons.isEmpty() && Set.of(Reason.REJECTED, Reason.CIRCUIT_OPEN).containsAll(reasons);
    return refused
        ? Problem.of(503, detail).retryAfter(RETRY_AFTER_SECONDS)
        : Problem.of(502, detail);
  }
}
