package io.tributary.metrics;

import io.micrometer.core.instrument.Clock;
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
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registry of the process: our meters, the JVM's and Vert.x's. Thread-safe. */
public final class Telemetry implements AutoCloseable {
  /** Labels that a client cannot choose freely. Its port, method and path are left out. */
  private static final Set<Label> LABELS =
      EnumSet.of(Label.LOCAL, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME);

  private final PrometheusMeterRegistry registry;
  private final Exemplars exemplars;
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** Creates a registry with the JVM's meters. */
  public Telemetry() {
    this(new Exemplars(), new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
  }

  /** The same, with examples of requests whose spans are recorded. */
  public static Telemetry withExemplars() {
    Exemplars exemplars = new Exemplars();
    return new Telemetry(
        exemplars,
        new PrometheusMeterRegistry(
            new ExamplesOfBuckets(), new PrometheusRegistry(), Clock.SYSTEM, exemplars));
  }

  /**
   * Leaves out the examples of everything but buckets and counters, which Micrometer's settings
   * have. Prometheus before 2.43 drops a whole scrape that has one elsewhere.
   */
  private static final class ExamplesOfBuckets implements PrometheusConfig {
    @Override
    public @Nullable String get(String key) {
      return null;
    }

    @Override
    public Properties prometheusProperties() {
      return new Properties();
    }
  }

  private Telemetry(Exemplars exemplars, PrometheusMeterRegistry registry) {
    this.exemplars = exemplars;
    this.registry = registry;
    // Two Micrometer names violate Prometheus' conventions. Other meters have both values.
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"));
    registry.config().meterFilter(MeterFilter.denyNameStartsWith("system.cpu.count"));
    ProcessMeters.register(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    gc.bindTo(registry);
  }

  /** Our meters in this registry. */
  public MicrometerMetrics metrics() {
    return new MicrometerMetrics(registry);
  }

  /** What connects durations with traces. */
  public Exemplars exemplars() {
    return exemplars;
  }

  /** Makes Vert.x report its pools and connections to this registry. */
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

  /**
   * All metrics. Takes milliseconds: do not call it on an event loop.
   *
   * @param contentType of Prometheus' text format or of OpenMetrics
   */
  public String scrape(String contentType) {
    return registry.scrape(contentType);
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
