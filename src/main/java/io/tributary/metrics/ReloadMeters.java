package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;

/** The reloads of the configuration, by their result. Thread-safe. */
public final class ReloadMeters {
  private final Counter applied;
  private final Counter refused;
  private final AtomicInteger wrong = new AtomicInteger();

  ReloadMeters(MeterRegistry registry) {
    this.applied = counter(registry, "applied");
    this.refused = counter(registry, "refused");
    Gauge.builder("tributary.config.refused", wrong, AtomicInteger::get)
        .description("1 while the configuration file is refused, 0 while it is in force")
        .register(registry);
  }

  /** A reload has changed the configuration. */
  public void applied() {
    applied.increment();
    wrong.set(0);
  }

  /** A reload has changed nothing, because it was refused. */
  public void refused() {
    refused.increment();
    wrong.set(1);
  }

  /** A reload had nothing to do, because what is in force has not changed. */
  public void unchanged() {
    wrong.set(0);
  }

  private static Counter counter(MeterRegistry registry, String result) {
    return Counter.builder("tributary.config.reloads")
        .description("Reloads of the configuration, by their result")
        .tag("result", result)
        .register(registry);
  }
}
