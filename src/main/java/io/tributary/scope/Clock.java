package io.tributary.scope;

import io.vertx.core.Vertx;

/**
 * A monotonic clock with one-shot timers. Tests replace it by a virtual clock. Timers fire on the
 * event loop that set them.
 */
public interface Clock {

  /** Monotonic nanoseconds, like {@link System#nanoTime()}. */
  long nanoTime();

  /**
   * Runs the task once, at the first millisecond at or after the delay. The result cancels the
   * timer.
   */
  Timer after(long nanos, Runnable task);

  /** Runs the task once, at the first millisecond at or after this time of {@link #nanoTime}. */
  default Timer at(long nanoTime, Runnable task) {
    return after(nanoTime - nanoTime(), task);
  }

  /** A timer that was set with {@link #after} or {@link #at}. */
  @FunctionalInterface
  interface Timer {
    /** Cancels the timer. Does nothing if it has fired already. */
    void cancel();
  }

  /** The system clock, with the timers of the current event loop. */
  static Clock of(Vertx vertx) {
    return new Clock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Timer after(long nanos, Runnable task) {
        long millis = Math.max(1, Math.ceilDiv(nanos, 1_000_000L));
        long id = vertx.setTimer(millis, _ -> task.run());
        return () -> vertx.cancelTimer(id);
      }
    };
  }
}
