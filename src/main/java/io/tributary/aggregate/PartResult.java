package io.tributary.aggregate;

import io.tributary.scope.Timeline;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * A part and its outcome. Immutable.
 *
 * @param elapsedNanos from the start of its call until it settled; from the start of the gather if
 *     it was never called
 * @param chainNanos {@code elapsedNanos} plus the longest chain of parts that it waited for
 * @param timeline what it spent the time on
 */
public record PartResult(
    Part part, Outcome outcome, long elapsedNanos, long chainNanos, Timeline timeline) {

  /** The value in the response: the part's body, its default, or empty. */
  public Optional<Buffer> value() {
    return outcome instanceof Outcome.Success success
        ? Optional.of(success.value())
        : part.defaultValue();
  }
}
