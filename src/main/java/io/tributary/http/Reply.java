package io.tributary.http;

import io.tributary.aggregate.Gathered;
import java.util.Optional;

/**
 * What an aggregate's client gets: the envelope, or the problem there is instead of one. Immutable.
 *
 * @param envelope the whole body; empty when there is a problem
 */
record Reply(Gathered gathered, Optional<Problem> problem, Splice envelope) {
  static Reply of(Gathered gathered, Splice envelope) {
    return new Reply(gathered, Optional.empty(), envelope);
  }

  static Reply of(Gathered gathered, Problem problem) {
    return new Reply(gathered, Optional.of(problem), new Splice(0));
  }
}
