package io.tributary.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds an event loop up on purpose, so that it finds several events at once afterwards. {@link
 * LoopStalls} does not count it: on a busy machine it can last for much longer.
 */
public final class LoopPause {
  private LoopPause() {}

  /** Holds the current thread up for about this long. */
  public static void of(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }
}
