package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The reloads of the configuration, by their result. Thread-safe. */
public final class ReloadMeters {
  private final Counter applied;
  private final Counter refused;

  ReloadMeters(MeterRegistry registry) {
    this.applied = counter(registry, "applied");
    this.refused = counter(registry, "refused");
  }

  /** A reload has changed the configuration. */
  public void applied() {
    applied.increment();
  }

  /** A reload has changed nothing, because it was refused. */
  public void refused() {
    refused.increment();
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("tributary.config.reloads")
        .description("Reloads of the configuration, by their result")
        .tag("result", result)
        .register(registry);
  }
}
