package io.tributary.scope;

import java.time.Duration;

/** A point in time, absolute and monotonic. Immutable. */
public record Deadline(long atNanos, Clock clock) {

  /** That long from now. */
  public static Deadline after(Duration time, Clock clock) {
    return new Deadline(clock.nanoTime() + time.toNanos(), clock);
  }

  /** Nanoseconds left; zero or negative when it has passed. */
  public long remainingNanos() {
    return atNanos - clock.nanoTime();
  }

  /** Milliseconds left, rounded down, never negative: what a backend is told. */
  public long remainingMillis() {
    return Math.max(0, remainingNanos() / 1_000_000);
  }

  /** Whether it has passed. */
  public boolean passed() {
    return remainingNanos() <= 0;
  }

  /** Runs the task when it has passed; the result cancels that. For the clock's event loop. */
  public Clock.Timer onPassed(Runnable task) {
    return clock.after(remainingNanos(), task);
  }

  /** The earlier of this and that long from now. */
  public Deadline within(Duration time) {
    long other = clock.nanoTime() + time.toNanos();
    return other - atNanos < 0 ? new Deadline(other, clock) : this;
  }

  /**
   * This deadline less a reserve of 10 %, at least 30 ms, of what is left: parts end by then, so
   * that a backend that hangs still leaves time to answer with what the others gave.
   */
  public Deadline lessReserve() {
    long reserve = Math.max(30_000_000L, remainingNanos() / 10);
    return new Deadline(atNanos - reserve, clock);
  }
}
