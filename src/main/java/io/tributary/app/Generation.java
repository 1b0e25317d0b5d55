package io.tributary.app;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tributary.aggregate.Part;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.TransformCall;
import io.tributary.backend.Transport;
import io.tributary.backend.policy.Pipeline;
import io.tributary.backend.request.BackendPartCall;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.PartConfig;
import io.tributary.scope.Clock;
import io.tributary.transform.JsltInputs;
import io.tributary.transform.QueuedTransform;
import io.tributary.transform.Workers;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Everything that is made from one configuration: plans, and backends with the state that all event
 * loops share. A reload would make the next one and retire this one. Immutable, but for the
 * certificates, which follow their files until it is retired.
 */
final class Generation {
  private final LoadedConfig loaded;
  private final Workers workers;
  private final TlsSettings tls;
  private final TlsWatch watch;
  private final Map<String, Pipeline> pipelines;

  /** Watches the PEM files of backends from now on. */
  Generation(Vertx vertx, LoadedConfig loaded, TlsSettings tls, Workers workers, Clock clock) {
    this.loaded = loaded;
    this.workers = workers;
    this.tls = tls;
    this.watch = TlsWatch.start(vertx, tls, clock);
    this.pipelines =
        loaded.config().backends().stream()
            .collect(
                toUnmodifiableMap(BackendConfig::name, backend -> new Pipeline(backend, clock)));
  }

  /** What transports connect to {@code https} backends with. */
  TlsSettings tls() {
    return tls;
  }

  /** Ends what it does by itself. */
  void retire() {
    watch.stop();
  }

  /** The plans of one event loop, whose calls go through its own transport. */
  List<Plan> plansOver(Transport transport) {
    return loaded.config().aggregates().stream()
        .map(aggregate -> plan(aggregate, transport))
        .toList();
  }

  private Plan plan(AggregateConfig aggregate, Transport transport) {
    return new Plan(
        aggregate.path(),
        aggregate.parts().stream().map(part -> part(part, transport)).toList(),
        aggregate.transform().map(this::transform),
        aggregate.onPartial(),
        aggregate.cacheControl().orElse(""));
  }

  private TransformCall transform(String reference) {
    return new QueuedTransform(
        Objects.requireNonNull(loaded.transforms().get(reference), reference), workers);
  }

  private Part part(PartConfig part, Transport transport) {
    Pipeline backend = Objects.requireNonNull(pipelines.get(part.backend()), part.backend());
    return new Part(
        part.name(),
        part.required(),
        part.defaultJson().map(Buffer::buffer),
        part.timeout(),
        part.needs(),
        part.with().isEmpty() ? Optional.empty() : Optional.of(dependentInputs(part)),
        new BackendPartCall(part, backend.settings(), backend.over(transport)));
  }

  private JsltInputs dependentInputs(PartConfig part) {
    Map<String, String> expressions = new LinkedHashMap<>();
    part.with().forEach(derived -> expressions.put(derived.name(), derived.expression()));
    return new JsltInputs(expressions, workers);
  }
}
