package io.tributary.support;

import java.time.Duration;

/**
 * How long tests wait. A busy machine makes anything slow, so a wait that must end has a limit that
 * only a hang exceeds; how fast things are is measured by {@code src/bench}.
 */
public final class Patience {
  /** No event that is under way takes as long as this. */
  public static final Duration HANG = Duration.ofSeconds(60);

  private Patience() {}
}
