package io.tributary.metrics;

import io.vertx.core.Vertx;
import java.util.function.LongConsumer;

/** Measures how late an event loop runs its timers, which shows whether something blocks it. */
public final class LagProbe {
  private static final long PERIOD_MILLIS = 100;

  private final LongConsumer lag;
  private long expected;

  private LagProbe(LongConsumer lag) {
    this.lag = lag;
    this.expected = System.nanoTime() + PERIOD_MILLIS * 1_000_000;
  }

  /**
   * Measures the current event loop until the calling deployment is undeployed.
   *
   * @param lag receives the delay of every tick in nanoseconds
   */
  public static void start(Vertx vertx, LongConsumer lag) {
    LagProbe probe = new LagProbe(lag);
    vertx.setPeriodic(PERIOD_MILLIS, _ -> probe.measure());
  }

  private void measure() {
    long now = System.nanoTime();
    lag.accept(Math.max(0, now - expected));
    expected = now + PERIOD_MILLIS * 1_000_000;
  }
}
