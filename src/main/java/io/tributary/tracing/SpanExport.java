package io.tributary.tracing;

import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.tributary.config.ConfigException;
import io.tributary.http.ServerObserver;
import io.tributary.scope.Build;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * OpenTelemetry's SDK, set up as the {@code OTEL_*} variables say. Spans wait in a bounded queue
 * and are exported in the background. Thread-safe.
 */
final class SpanExport {
  /** How long a stop waits for the receiver. */
  private static final Duration FLUSH = Duration.ofSeconds(1);

  private static final String QUEUE = "otel.bsp.max.queue.size";
  private static final int QUEUE_SIZE = 2048;

  /** OpenTelemetry's own log. It is off, because {@link DroppedSpans} says the same in one line. */
  private static final Logger SDK_LOG = Logger.getLogger("io.opentelemetry");

  /** What holds unless the environment says something else. */
  private static final Map<String, String> DEFAULTS =
      Map.of("otel.service.name", "tributary", "otel.attribute.value.length.limit", "1024");

  /** What holds whatever the environment says: it was read already, or is no matter of spans. */
  private static final Map<String, String> FIXED =
      Map.of(
          "otel.traces.exporter", "otlp",
          "otel.traces.sampler", "always_on",
          "otel.metrics.exporter", "none",
          "otel.logs.exporter", "none",
          "otel.propagators", "none");

  private final DroppedSpans dropped;
  private final Backlog backlog;
  private final GivenIds ids = new GivenIds();
  private final TracingVariables variables;
  private final OpenTelemetrySdk sdk;

  private SpanExport(TracingVariables variables, DroppedSpans dropped) {
    SDK_LOG.setLevel(Level.OFF);
    this.dropped = dropped;
    this.backlog = new Backlog(dropped);
    this.variables = variables;
    this.sdk = sdk();
  }

  /**
   * Sets it up. It connects to nobody yet.
   *
   * @throws ConfigException if one of the variables cannot be used
   */
  static SpanExport of(TracingVariables variables, DroppedSpans dropped) throws ConfigException {
    try {
      return new SpanExport(variables, dropped);
    } catch (ConfigurationException wrong) {
      throw WrongVariable.of(wrong);
    }
  }

  private OpenTelemetrySdk sdk() {
    Map<String, String> properties = new HashMap<>(DEFAULTS);
    properties.putAll(variables.properties());
    return AutoConfiguredOpenTelemetrySdk.builder()
        .disableShutdownHook()
        .addPropertiesSupplier(() -> properties)
        .addPropertiesCustomizer(_ -> FIXED)
        .addResourceCustomizer((resource, _) -> versioned(resource))
        .addTracerProviderCustomizer((provider, _) -> provider.setIdGenerator(ids))
        .addSpanExporterCustomizer((exporter, _) -> observed(exporter))
        .addSpanProcessorCustomizer(
            (processor, config) -> backlog.before(processor, queueSize(config)))
        .build()
        .getOpenTelemetrySdk();
  }

  private SpanExporter observed(SpanExporter exporter) {
    return new ObservedExporter(exporter, backlog, dropped);
  }

  private static int queueSize(ConfigProperties config) {
    return config.getInt(QUEUE, QUEUE_SIZE);
  }

  /** The environment may have named another version. */
  private static Resource versioned(Resource resource) {
    return Build.version()
        .map(version -> Resource.builder().put("service.version", version).build())
        .map(own -> own.merge(resource))
        .orElse(resource);
  }

  /** Makes the spans of requests. */
  ServerObserver observer() {
    return new RequestSpans(sdk.getTracer("io.tributary"), ids, variables);
  }

  /** Exports what is left, for a second at most. The future never fails. */
  Future<Void> stop(Clock clock) {
    Promise<Void> ended = Promise.promise();
    Clock.Timer timer = clock.after(FLUSH.toNanos(), ended::tryComplete);
    var _ = sdk.getSdkTracerProvider().shutdown().whenComplete(ended::tryComplete);
    return ended
        .future()
        .onComplete(
            _ -> {
              timer.cancel();
              dropped.add(backlog.size(), "the receiver did not take them before the end");
            });
  }
}
