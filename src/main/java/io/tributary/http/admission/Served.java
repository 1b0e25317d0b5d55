package io.tributary.http.admission;

import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Reason;

/** What became of an admitted request, as far as it says something about the service's limits. */
public enum Served {
  /** All parts succeeded. */
  COMPLETE,
  /** A limit of the service rejected a part. */
  REJECTED,
  /** Anything else. */
  OTHER;

  /** What became of a request with this result. */
  public static Served of(AggregateResult result) {
    if (result.completeness() == Completeness.COMPLETE) {
      return COMPLETE;
    }
    boolean rejected =
        result.parts().all().stream()
            .anyMatch(
                part ->
                    part.outcome() instanceof Outcome.Failure failure
                        && failure.reason() == Reason.REJECTED);
    return rejected ? REJECTED : OTHER;
  }
}
