package io.tributary.scope;

import java.time.Duration;

/** An absolute point on a monotonic clock. Immutable. */
public record Deadline(long atNanos, Clock clock) {

  /** The deadline that is this long from now. */
  public static Deadline after(Duration time, Clock clock) {
    return new Deadline(clock.nanoTime() + time.toNanos(), clock);
  }

  /** The nanoseconds left. Zero or negative when the deadline has passed. */
  public long remainingNanos() {
    return atNanos - clock.nanoTime();
  }

  /** The milliseconds left, rounded down and never negative, as sent to a backend. */
  public long remainingMillis() {
    return Math.max(0, remainingNanos() / 1_000_000);
  }

  /** Whether the deadline has passed. */
  public boolean passed() {
    return remainingNanos() <= 0;
  }

  /**
   * Runs the task when the deadline has passed. The result cancels the timer. Call it on the
   * clock's event loop.
   */
  public Clock.Timer onPassed(Runnable task) {
    return clock.at(atNanos, task);
  }

  /** The earlier of this deadline and the one that is this long from now. */
  public Deadline within(Duration time) {
    long other = clock.nanoTime() + time.toNanos();
    return other - atNanos < 0 ? new Deadline(other, clock) : this;
  }

  /**
   * This deadline minus a reserve of 10 % of the time left, at least 30 ms. Parts end by then, so
   * that a backend that hangs leaves enough time to respond with the other parts.
   */
  public Deadline lessReserve() {
    long reserve = Math.max(30_000_000L, remainingNanos() / 10);
    return new Deadline(atNanos - reserve, clock);
  }
}
