package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** The jobs of the workers. Thread-safe. */
public final class TransformMeters {
  private final Timer transform;
  private final Timer wait;
  private final Counter rejected;
  private final Counter overrun;

  TransformMeters(MeterRegistry registry) {
    this.transform =
        Buckets.fast("tributary.transform", "Time a job ran on a worker").register(registry);
    this.wait =
        Buckets.fast("tributary.transform.wait", "Time a job waited for a worker")
            .register(registry);
    this.rejected =
        Counter.builder("tributary.transform.rejected")
            .description("Jobs refused because the queue was full")
            .register(registry);
    this.overrun =
        Counter.builder("tributary.transform.overrun")
            .description("Jobs that still ran when their deadline passed")
            .register(registry);
  }

  /** A job waited for a worker and ran. */
  public void ran(long queuedNanos, long ranNanos) {
    wait.record(queuedNanos, TimeUnit.NANOSECONDS);
    transform.record(ranNanos, TimeUnit.NANOSECONDS);
  }

  /** A job was still running when its deadline passed. */
  public void overran() {
    overrun.increment();
  }

  /** A job was rejected because the queue was full. */
  public void rejected() {
    rejected.increment();
  }
}
