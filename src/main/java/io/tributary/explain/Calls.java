package io.tributary.explain;

import io.tributary.aggregate.CalledParts;
import io.tributary.aggregate.Client;
import io.tributary.aggregate.Inputs;
import io.tributary.backend.request.OutboundHeaders;
import io.tributary.backend.request.PartTarget;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.ConditionConfig;
import io.tributary.config.NotFound;
import io.tributary.config.PartConfig;
import io.tributary.config.PlacementConfig;
import io.tributary.config.Secret;
import io.tributary.explain.Explanation.Call.Role;
import io.tributary.http.AggregateRequest;
import io.vertx.core.MultiMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Explains the calls for the parts of one request. Immutable. */
final class Calls {
  /** Stands for a value that only another part's response tells. */
  private static final String UNKNOWN = Secret.HIDDEN;

  private static final Client NOBODY =
      new Client("unknown", "localhost", "http", Client.Via.NOTHING);

  private final AggregateConfig aggregate;
  private final AggregateRequest request;
  private final RequestTimes times;
  private final MultiMap headers;
  private final CalledParts called;

  Calls(
      AggregateConfig aggregate,
      AggregateRequest request,
      RequestTimes times,
      MultiMap headers,
      CalledParts called) {
    this.aggregate = aggregate;
    this.request = request;
    this.times = times;
    this.headers = headers;
    this.called = called;
  }

  Explanation.Call of(PartConfig part, BackendConfig backend) {
    return new Explanation.Call(
        part.name(),
        backend.name(),
        url(part, backend),
        role(part),
        part.needs(),
        part.with().stream().map(Calls::computed).toList(),
        times.ofCall(part.timeout()),
        constants(part, backend),
        new OutboundHeaders(backend, part)
            .passedOn().stream()
                .map(name -> new Explanation.Forwarded(name, headers.contains(name)))
                .toList(),
        part.shape(),
        part.forEach(),
        part.chunks(),
        part.fallback(),
        demand(part.name()),
        part.when().map(ConditionConfig::shown),
        part.request(),
        placement(part),
        part.failWhen().map(ConditionConfig::shown),
        part.contract());
  }

  private static String computed(PartConfig.Derived value) {
    return value.name() + (value.expression().isStrict() ? " (strict)" : "");
  }

  private Optional<Explanation.Call.Demand> demand(String part) {
    return called.onDemand().contains(part)
        ? Optional.of(
            new Explanation.Call.Demand(
                aggregate.fallbackOf(part).stream().filter(called.all()::contains).toList()))
        : Optional.empty();
  }

  /** The URL, with what is not known or not shown left open. Empty if there is no valid one. */
  private Optional<String> url(PartConfig part, BackendConfig backend) {
    if (new PartTarget(part, backend).of(inputs(part, request.values())).isEmpty()) {
      return Optional.empty();
    }
    return PartTarget.shown(part, backend)
        .of(inputs(part, ExplainedInputs.shown(aggregate, request.values())))
        .map(open -> open.replace(Secret.URL_ENCODED, UNKNOWN))
        .map(
            open ->
                backend.origin().scheme().name().toLowerCase(Locale.ROOT)
                    + "://"
                    + backend.origin().authority()
                    + open);
  }

  private Inputs inputs(PartConfig part, Map<String, List<String>> values) {
    Map<String, List<String>> computed = new HashMap<>();
    part.with().forEach(derived -> computed.put(derived.name(), List.of(UNKNOWN)));
    return new Inputs(values, headers, NOBODY).with(computed);
  }

  private Role role(PartConfig part) {
    if (part.background()) {
      return Role.BACKGROUND;
    }
    if (request.parts().filter(chosen -> !chosen.contains(part.name())).isPresent()) {
      return Role.NOT_SHOWN;
    }
    if (part.required()) {
      return part.notFound() == NotFound.PASS ? Role.RESOURCE : Role.REQUIRED;
    }
    return part.defaultJson().isPresent() ? Role.DEFAULTED : Role.OPTIONAL;
  }

  /** A part has a slot of its own if the client does not choose the one that it goes into. */
  private PlacementConfig placement(PartConfig part) {
    boolean apart =
        part.placement()
            .into()
            .filter(other -> request.parts().filter(chosen -> !chosen.contains(other)).isPresent())
            .isPresent();
    return apart || role(part) == Role.NOT_SHOWN ? PlacementConfig.SLOT : part.placement();
  }

  private static List<String> constants(PartConfig part, BackendConfig backend) {
    Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    names.addAll(backend.headers().keySet());
    names.addAll(part.headers().keySet());
    return List.copyOf(names);
  }
}
