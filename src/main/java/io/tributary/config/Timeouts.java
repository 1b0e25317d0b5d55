package io.tributary.config;

import java.time.Duration;
import java.util.Optional;

/** Reads timeouts, which only make sense within the deadline. */
final class Timeouts {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private Timeouts() {}

  static Optional<Duration> within(Duration deadline, Optional<Value> timeout) {
    Optional<Duration> read = timeout.flatMap(value -> value.duration(SHORTEST));
    if (read.isPresent() && read.get().compareTo(deadline) > 0) {
      timeout
          .orElseThrow()
          .problem(
              "the timeout "
                  + Shown.duration(read.get())
                  + " is longer than the deadline "
                  + Shown.duration(deadline));
    }
    return read;
  }
}
