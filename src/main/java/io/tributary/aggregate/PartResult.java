package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A part and what became of it. Immutable.
 *
 * @param elapsedNanos from its start (the gather's, if it never started) until it settled
 * @param chainNanos the same plus the longest chain of parts it had to wait for
 */
public record PartResult(Part part, Outcome outcome, long elapsedNanos, long chainNanos) {

  /** What stands in the answer: the part's value, its fallback, or nothing. */
  public Optional<Buffer> value() {
    return outcome instanceof Outcome.Success success
        ? Optional.of(success.body())
        : part.fallback();
  }
}
