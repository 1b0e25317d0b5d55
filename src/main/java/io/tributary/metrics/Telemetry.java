package io.tributary.metrics;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Set;

/** The process's registry: our own meters, the JVM's and Vert.x's. Thread-safe. */
public final class Telemetry implements AutoCloseable {
  /** Only what a client cannot make up: not its port, not its method, not its path. */
  private static final Set<Label> LABELS =
      EnumSet.of(Label.LOCAL, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME);

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** An empty registry with the JVM's meters. */
  public Telemetry() {
    // Two names of Micrometer's break Prometheus' conventions; both values are there under others.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** The core's port into this registry. */
  public MicrometerMetrics metrics() {
    return new MicrometerMetrics(registry);
  }

  /** Makes a Vert.x report its pools and connections here. */
  public VertxBuilder instrument(VertxBuilder vertx, VertxOptions options) {
    MicrometerMetricsOptions metrics =
        new MicrometerMetricsOptions().setEnabled(true).setLabels(LABELS);
    for (MetricsDomain domain : MetricsDomain.values()) {
      switch (domain) {
        case HTTP_SERVER, NAMED_POOLS -> {}
        default -> metrics.addDisabledMetricsCategory(domain);
      }
    }
    return vertx
        .with(new VertxOptions(options).setMetricsOptions(metrics))
        .withMetrics(
            new MicrometerMetricsFactory(registry) {
              @Override
              public VertxMetrics metrics(VertxOptions all) {
                return new ConnectionMetrics(super.metrics(all));
              }
            });
  }

  /** Everything, in Prometheus' text format. Takes milliseconds: not for an event loop. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
