package io.tributary.http;

import io.tributary.scope.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The signs of life of a stream while nothing else is sent. Proxies then keep the connection, and a
 * client that has left is noticed. Confined to one event loop.
 */
final class Heartbeat {
  /** From one sign to the next. */
  static final Duration INTERVAL = Duration.ofSeconds(5);

  /**
   * The first pause once the client has ended its output. It may have left, or may still read: the
   * next write but one tells, because the first one is answered with a reset.
   */
  private static final Duration HURRIED = Duration.ofMillis(5);

  private final Clock clock;
  private final Runnable beat;
  private long pause = INTERVAL.toNanos();
  private Clock.@Nullable Timer timer;

  Heartbeat(Clock clock, Runnable beat) {
    this.clock = clock;
    this.beat = beat;
  }

  /** Waits for a pause from now on. */
  void start() {
    stop();
    timer = clock.after(pause, this::next);
  }

  private void next() {
    beat.run();
    pause = Math.min(2 * pause, INTERVAL.toNanos());
    start();
  }

  /** Sends signs at shorter intervals at first, unless it has stopped. */
  void hurry() {
    if (timer != null) {
      pause = HURRIED.toNanos();
      next();
    }
  }

  void stop() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
