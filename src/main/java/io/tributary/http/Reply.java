package io.tributary.http;

import io.tributary.aggregate.AggregateResult;
import java.util.Optional;

/**
 * What an aggregate's client gets: the envelope, or the problem there is instead of one. Immutable.
 *
 * @param envelope the whole body; empty when there is a problem
 */
record Reply(AggregateResult gathered, Optional<Problem> problem, ResponseBody envelope) {
  static Reply of(AggregateResult gathered, ResponseBody envelope) {
    return new Reply(gathered, Optional.empty(), envelope);
  }

  static Reply of(AggregateResult gathered, Problem problem) {
    return new Reply(gathered, Optional.of(problem), new ResponseBody(0));
  }
}
