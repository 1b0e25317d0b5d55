package io.tributary.support;

import java.time.Duration;

/**
 * How long tests wait. A busy machine makes anything slow, so a wait that must end has a limit that
 * only a hang exceeds; how fast things are is measured by {@code src/bench}.
 */
public final class Patience {
  /** {@link #HANG} in seconds, for annotations. */
  public static final int HANG_SECONDS = 60;

  /** No event that is under way takes as long as this. */
  public static final Duration HANG = Duration.ofSeconds(HANG_SECONDS);

  private Patience() {}
}
