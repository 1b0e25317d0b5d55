package io.tributary.metrics;

import io.tributary.aggregate.Metrics;
import io.vertx.core.Vertx;

/** Measures how late an event loop comes to its timers: whether something blocks it. */
public final class LagProbe {
  private static final long PERIOD_MILLIS = 100;

  private final Metrics metrics;
  private long expected;

  private LagProbe(Metrics metrics) {
    this.metrics = metrics;
    this.expected = System.nanoTime() + PERIOD_MILLIS * 1_000_000;
  }

  /** Measures the current event loop for as long as the deployment that calls this lives. */
  public static void start(Vertx vertx, Metrics metrics) {
    LagProbe probe = new LagProbe(metrics);
    vertx.setPeriodic(PERIOD_MILLIS, _ -> probe.measure());
  }

  private void measure() {
    long now = System.nanoTime();
    metrics.loopLagged(Math.max(0, now - expected));
    expected = now + PERIOD_MILLIS * 1_000_000;
  }
}
