package io.tributary.app;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.tributary.aggregate.BackgroundPart;
import io.tributary.aggregate.CachePolicy;
import io.tributary.aggregate.ChunkedCall;
import io.tributary.aggregate.DependentInputs;
import io.tributary.aggregate.EachItemCall;
import io.tributary.aggregate.Enough;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.StrictestCachePolicy;
import io.tributary.aggregate.TransformCall;
import io.tributary.backend.Backend;
import io.tributary.backend.request.BackendPartCall;
import io.tributary.backend.request.ShapedPartCall;
import io.tributary.backend.request.TreePartCall;
import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.BackendConfig;
import io.tributary.config.ForEachConfig;
import io.tributary.config.NotFound;
import io.tributary.config.PartConfig;
import io.tributary.http.Endpoint;
import io.tributary.http.PublicSettings;
import io.tributary.transform.CompiledExpressions;
import io.tributary.transform.ComputedInputs;
import io.tributary.transform.JudgedPartCall;
import io.tributary.transform.QueuedTransform;
import io.tributary.transform.SchemaGuards;
import io.tributary.transform.Workers;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Everything made from one configuration: the plans, the settings of the public servers, and the
 * backends with the state that all event loops share. A reload makes the next one and retires this
 * one. Immutable, except for the state of its backends.
 */
final class Generation {
  private final long number;
  private final LoadedConfig loaded;
  private final PublicSettings settings;
  private final CompiledExpressions expressions;
  private final Workers workers;
  private final SchemaGuards schemas;
  private final Map<String, SharedBackend> backends;

  /**
   * Creates a generation.
   *
   * @param number counted from 1
   * @param backends one for each backend of the configuration
   */
  Generation(
      long number,
      LoadedConfig loaded,
      PublicSettings settings,
      CompiledExpressions expressions,
      Workers workers,
      SchemaGuards schemas,
      List<SharedBackend> backends) {
    this.number = number;
    this.loaded = loaded;
    this.settings = settings;
    this.expressions = expressions;
    this.workers = workers;
    this.schemas = schemas;
    this.backends =
        backends.stream()
            .collect(toUnmodifiableMap(backend -> backend.config().name(), backend -> backend));
  }

  long number() {
    return number;
  }

  LoadedConfig loaded() {
    return loaded;
  }

  PublicSettings settings() {
    return settings;
  }

  /** The longest that its backends can be called once it has been replaced. */
  Duration longestUse() {
    List<AggregateConfig> aggregates = loaded.config().aggregates();
    // A call in the background starts at the end of a request, and takes as long at most.
    boolean background = aggregates.stream().anyMatch(one -> !one.background().isEmpty());
    Duration calls = settings.deadline().multipliedBy(background ? 2 : 1);
    boolean documents = aggregates.stream().anyMatch(one -> one.method() == AggregateMethod.POST);
    return documents ? calls.plus(settings.limits().headTimeout()) : calls;
  }

  Collection<SharedBackend> backends() {
    return backends.values();
  }

  /** The backend with exactly this configuration, if this generation has it. */
  Optional<SharedBackend> backend(BackendConfig config) {
    return Optional.ofNullable(backends.get(config.name()))
        .filter(shared -> shared.config().equals(config));
  }

  /** The backends that the other generation does not have. */
  Set<SharedBackend> backendsNotIn(Generation other) {
    Set<SharedBackend> own = new HashSet<>(backends());
    own.removeAll(other.backends());
    return own;
  }

  /** Makes the aggregates over these backends. That can take long, so not on an event loop. */
  List<Endpoint> endpointsOver(Map<String, Backend> backends) {
    return loaded.config().aggregates().stream()
        .map(aggregate -> new Endpoint(aggregate, plan(aggregate, backends)))
        .toList();
  }

  private Plan plan(AggregateConfig aggregate, Map<String, Backend> backends) {
    return new Plan(
        aggregate.path(),
        aggregate.parts().stream().map(part -> part(aggregate, part, backends)).toList(),
        aggregate.transform().map(this::transform),
        aggregate.onPartial(),
        caching(aggregate),
        aggregate.vary(),
        aggregate.enough().map(group -> new Enough(group.of(), group.count())),
        aggregate.background().stream()
            .map(
                part ->
                    new BackgroundPart(
                        part(aggregate, part, backends), part.mirror() / PartConfig.ALWAYS))
            .toList(),
        new Placements(aggregate).form(loaded.config().transforms().maxOutput(), workers),
        new TakenHeaders(aggregate).rules());
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
    PartCall one =
        ShapedPartCall.of(
            judged(
                aggregate,
                part,
                schemas.around(
                    new BackendPartCall(
                        part,
                        aggregate.sharesKey(part),
                        Objects.requireNonNull(this.backends.get(backend), backend).config(),
                        new TakenHeaders(aggregate).of(part),
                        Objects.requireNonNull(backends.get(backend), backend)),
                    aggregate.path(),
                    part)),
            part.shape(),
            loaded.config().transforms().maxOutput());
    Placements placements = new Placements(aggregate);
    PartCall call = placements.formed(part, severalTimes(part, one));
    return new Part(
        part.name(),
        part.required(),
        part.defaultJson().map(Buffer::buffer),
        part.timeout(),
        part.needs(),
        inputs(aggregate, part),
        aggregate.looksInto(part.name()) ? new TreePartCall(call) : call,
        part.notFound() == NotFound.PASS,
        true,
        part.fallback(),
        !aggregate.fallbackOf(part.name()).isEmpty(),
        placements.of(part));
  }

  private PartCall judged(AggregateConfig aggregate, PartConfig part, PartCall call) {
    return part.failWhen().isEmpty()
        ? call
        : new JudgedPartCall(
            new TreePartCall(call),
            part,
            aggregate.inputs(),
            expressions,
            loaded.config().transforms(),
            workers);
  }

  private Optional<DependentInputs> inputs(AggregateConfig aggregate, PartConfig part) {
    return part.expressions().findAny().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new ComputedInputs(
                part, aggregate.inputs(), expressions, loaded.config().transforms(), workers));
  }

  /** The part's calls, if one request can make several. */
  private static PartCall severalTimes(PartConfig part, PartCall one) {
    if (part.forEach().isPresent()) {
      ForEachConfig each = part.forEach().get();
      return new EachItemCall(
          one, each.value(), each.max(), each.concurrent(), each.as() == ForEachConfig.As.OBJECT);
    }
    return part.chunks()
        .<PartCall>map(
            chunks ->
                new ChunkedCall(
                    one, part.with().getFirst().name(), chunks.chunk(), chunks.maxItems()))
        .orElse(one);
  }
}
