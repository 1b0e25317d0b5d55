package io.tributary.scope;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of day of moments of the monotonic clock, for people to read. Nothing is decided by it.
 * A clock that is set changes the times of later questions only. Thread-safe.
 */
public final class WallClock {
  private final InstantSource time;
  private final LongSupplier nanoTime;

  /** Creates a clock from these two. */
  public WallClock(InstantSource time, LongSupplier nanoTime) {
    this.time = time;
    this.nanoTime = nanoTime;
  }

  /** The clock of this machine. */
  public static WallClock system() {
    return new WallClock(InstantSource.system(), System::nanoTime);
  }

  /** The time of day at a moment, which is a reading of {@link System#nanoTime()}. */
  public Instant at(long nanos) {
    return time.instant().minusNanos(nanoTime.getAsLong() - nanos);
  }
}
