package io.tributary.support;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for something that another thread brings about, no longer than needed. */
public final class Eventually {
  private static final long POLL_NANOS = 200_000;

  private Eventually() {}

  /** How long it took until the condition held; the limit when it never did. */
  public static Duration holds(Duration limit, BooleanSupplier condition) {
    long start = System.nanoTime();
    boolean holds = condition.getAsBoolean();
    while (!holds && System.nanoTime() - start < limit.toNanos()) {
      LockSupport.parkNanos(POLL_NANOS);
      holds = condition.getAsBoolean();
    }
    return holds ? Duration.ofNanos(System.nanoTime() - start) : limit;
  }
}
