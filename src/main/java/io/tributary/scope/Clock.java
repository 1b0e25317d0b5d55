package io.tributary.scope;

import io.vertx.core.Vertx;

/**
 * Time as the core sees it: a monotonic clock and one-shot timers. Tests put a virtual one in its
 * place. Timers fire on the event loop that set them.
 */
public interface Clock {

  /** Monotonic nanoseconds, like {@link System#nanoTime()}. */
  long nanoTime();

  /** Runs the task once, at the first millisecond at or after the delay; the result cancels it. */
  Timer after(long nanos, Runnable task);

  /** A timer that was set. */
  @FunctionalInterface
  interface Timer {
    /** Stops the timer; does nothing when it has already fired. */
    void cancel();
  }

  /** The real clock, with the timers of an event loop. */
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
