package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.time.Duration;
import java.util.Optional;

/** Reads timeouts. They must not exceed the deadline. */
final class Timeouts {
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private Timeouts() {}

  static Optional<Duration> within(Duration deadline, Optional<ConfigValue> timeout) {
    Optional<Duration> read = timeout.flatMap(value -> value.duration(SHORTEST));
    if (read.isPresent() && read.get().compareTo(deadline) > 0) {
      timeout
          .orElseThrow()
          .problem(
              "the timeout "
                  + MessageText.duration(read.get())
                  + " is longer than the deadline "
                  + MessageText.duration(deadline));
    }
    return read;
  }
}
