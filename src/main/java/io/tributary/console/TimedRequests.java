package io.tributary.console;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Which requests are timed phase by phase: all of them, but of a flood only some, because timing
 * costs about a hundredth of a request. Thread-safe.
 *
 * <p>The generic cell rate algorithm (ITU-T I.371): each request that is timed moves the
 * theoretical arrival time of the next one by an interval, and that time may be ahead of the clock
 * by a window.
 */
final class TimedRequests {
  /** Two milliseconds, so at most 500 a second in the long run. */
  private static final long INTERVAL = 2_000_000;

  /** A hundred requests at once. */
  private static final long WINDOW = 100 * INTERVAL;

  private final AtomicLong next;

  /**
   * Creates it.
   *
   * @param now a reading of the monotonic clock, as those of the requests are
   */
  TimedRequests(long now) {
    this.next = new AtomicLong(now);
  }

  /** Whether to time a request that arrives now. */
  boolean take(long now) {
    while (true) {
      long due = next.get();
      long ahead = Math.max(0, due - now);
      if (ahead > WINDOW) {
        return false;
      }
      if (next.compareAndSet(due, now + ahead + INTERVAL)) {
        return true;
      }
    }
  }
}
