package io.tributary.app;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tributary.aggregate.CachePolicy;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.StrictestCachePolicy;
import io.tributary.aggregate.TransformCall;
import io.tributary.backend.Backend;
import io.tributary.backend.SingleUses;
import io.tributary.backend.Transport;
import io.tributary.backend.policy.Pipeline;
import io.tributary.backend.request.BackendPartCall;
import io.tributary.backend.request.TreePartCall;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.NotFound;
import io.tributary.config.PartConfig;
import io.tributary.http.Endpoint;
import io.tributary.scope.Clock;
import io.tributary.transform.CompiledExpressions;
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
 * Everything made from one configuration: the plans, and the backends with the state that all event
 * loops share. A reload would make the next generation and retire this one. Immutable, except for
 * the certificates, which follow their files until the generation is retired.
 */
final class Generation {
  private final LoadedConfig loaded;
  private final CompiledExpressions expressions;
  private final Workers workers;
  private final TlsSettings tls;
  private final SingleUses singleUses;
  private final TlsWatch watch;
  private final Map<String, Pipeline> pipelines;

  /** Creates a generation and starts to watch the backends' PEM files. */
  Generation(
      Vertx vertx,
      LoadedConfig loaded,
      CompiledExpressions expressions,
      TlsSettings tls,
      Workers workers,
      Clock clock,
      Observers observers) {
    this.loaded = loaded;
    this.expressions = expressions;
    this.workers = workers;
    this.tls = tls;
    this.singleUses = new SingleUses(clock, observers.connections());
    this.watch =
        TlsWatch.start(vertx, tls.withFiles().stream().map(TlsWatch.Watched::of).toList(), clock);
    this.pipelines =
        loaded.config().backends().stream()
            .collect(
                toUnmodifiableMap(
                    BackendConfig::name,
                    backend -> new Pipeline(backend, clock, observers.breakers())));
  }

  /** The TLS settings for {@code https} backends. */
  TlsSettings tls() {
    return tls;
  }

  /** Which backends have sent unsolicited responses. */
  SingleUses singleUses() {
    return singleUses;
  }

  /** Stops watching the PEM files. */
  void retire() {
    watch.stop();
  }

  /**
   * Makes the backends of one event loop, by name. Their calls go through the given transport, and
   * all parts of a backend share its connections.
   */
  Map<String, Backend> backendsOver(Transport transport) {
    return pipelines.entrySet().stream()
        .collect(toUnmodifiableMap(Map.Entry::getKey, named -> named.getValue().over(transport)));
  }

  /** Makes the aggregates over these backends. That can take long, so not on an event loop. */
  List<Endpoint> endpointsOver(Map<String, Backend> backends) {
    return loaded.config().aggregates().stream()
        .map(aggregate -> new Endpoint(aggregate, plan(aggregate, backends)))
        .toList();
  }

  private Pipeline pipeline(String backend) {
    return Objects.requireNonNull(pipelines.get(backend), backend);
  }

  private Plan plan(AggregateConfig aggregate, Map<String, Backend> backends) {
    return new Plan(
        aggregate.path(),
        aggregate.parts().stream().map(part -> part(aggregate, part, backends)).toList(),
        aggregate.transform().map(this::transform),
        aggregate.onPartial(),
        caching(aggregate),
        String.join(", ", aggregate.varyingHeaders()));
  }

  private static CachePolicy caching(AggregateConfig aggregate) {
    if (aggregate.strictest()) {
      return new StrictestCachePolicy(aggregate.personal());
    }
    return aggregate.storable()
        ? CachePolicy.fixed(aggregate.cacheControl().orElseThrow())
        : CachePolicy.NO_STORE;
  }

  private TransformCall transform(String reference) {
    return new QueuedTransform(
        Objects.requireNonNull(loaded.transforms().get(reference), reference),
        loaded.config().transforms(),
        workers);
  }

  private Part part(AggregateConfig aggregate, PartConfig part, Map<String, Backend> backends) {
    String backend = part.backend();
    PartCall call =
        new BackendPartCall(
            part,
            pipeline(backend).settings(),
            aggregate.strictest() ? StrictestCachePolicy.HEADERS : List.of(),
            Objects.requireNonNull(backends.get(backend), backend));
    return new Part(
        part.name(),
        part.required(),
        part.defaultJson().map(Buffer::buffer),
        part.timeout(),
        part.needs(),
        part.with().isEmpty() ? Optional.empty() : Optional.of(dependentInputs(part)),
        aggregate.looksInto(part.name()) ? new TreePartCall(call) : call,
        part.notFound() == NotFound.PASS,
        true);
  }

  private JsltInputs dependentInputs(PartConfig part) {
    Map<String, String> texts = new LinkedHashMap<>();
    part.with().forEach(derived -> texts.put(derived.name(), derived.expression()));
    return new JsltInputs(texts, expressions, loaded.config().transforms(), workers);
  }
}
