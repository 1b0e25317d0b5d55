package io.tributary.app;

import io.tributary.aggregate.Part;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.TransformCall;
import io.tributary.backend.AcceptedStatuses;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.backend.policy.Pipeline;
import io.tributary.backend.request.BackendPartCall;
import io.tributary.backend.request.PartRequest;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.config.PartConfig;
import io.tributary.config.StatusRange;
import io.tributary.transform.JsltInputs;
import io.tributary.transform.QueuedTransform;
import io.tributary.transform.Transform;
import io.tributary.transform.Workers;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes plans of a configuration: what the file says, in the core's own words. */
final class PlanFactory {
  private final Config config;
  private final Map<String, Pipeline> backends;
  private final Map<String, Transform> transforms;
  private final Workers workers;

  PlanFactory(
      Config config,
      Map<String, Pipeline> backends,
      Map<String, Transform> transforms,
      Workers workers) {
    this.config = config;
    this.backends = backends;
    this.transforms = transforms;
    this.workers = workers;
  }

  static BackendSpec spec(BackendConfig backend) {
    return new BackendSpec(
        backend.name(),
        backend.url(),
        backend.maxConcurrent(),
        backend.maxBody(),
        backend.headers(),
        backend
            .breaker()
            .map(
                breaker ->
                    new BackendSpec.BreakerSpec(
                        breaker.failures(), breaker.open(), backend.timeout().dividedBy(2))));
  }

  /** The plans of one event loop, whose calls go through its own client. */
  List<Plan> plansOn(LeanTransport client) {
    return config.aggregates().stream().map(aggregate -> plan(aggregate, client)).toList();
  }

  private Plan plan(AggregateConfig aggregate, LeanTransport client) {
    return new Plan(
        aggregate.path(),
        aggregate.parts().stream().map(part -> part(part, client)).toList(),
        aggregate.transform().map(this::transform),
        aggregate.onPartial(),
        aggregate.cacheControl().orElse(""));
  }

  private TransformCall transform(String reference) {
    Transform transform = transforms.get(reference);
    if (transform == null) {
      throw new IllegalStateException("transform " + reference + " was not loaded");
    }
    return new QueuedTransform(transform, workers);
  }

  private Part part(PartConfig part, LeanTransport client) {
    Pipeline backend = backends.get(part.backend());
    if (backend == null) {
      throw new IllegalStateException("backend " + part.backend() + " was not built");
    }
    return new Part(
        part.name(),
        part.required(),
        part.defaultJson().map(Buffer::buffer),
        part.timeout(),
        part.needs(),
        part.with().isEmpty() ? Optional.empty() : Optional.of(derivation(part)),
        new BackendPartCall(backend.spec(), request(part), backend.on(client)));
  }

  private JsltInputs derivation(PartConfig part) {
    Map<String, String> expressions = new LinkedHashMap<>();
    part.with().forEach(derived -> expressions.put(derived.name(), derived.expression()));
    return new JsltInputs(expressions, workers);
  }

  private static PartRequest request(PartConfig part) {
    AcceptedStatuses accept = new AcceptedStatuses();
    for (StatusRange range : part.accept()) {
      accept = accept.and(range.from(), range.to());
    }
    return new PartRequest(part.path(), accept, part.forward(), part.headers());
  }
}
