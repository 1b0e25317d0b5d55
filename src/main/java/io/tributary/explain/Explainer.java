package io.tributary.explain;

import io.tributary.aggregate.CalledParts;
import io.tributary.config.AggregateConfig;
import io.tributary.config.AggregateMethod;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.config.EnoughConfig;
import io.tributary.config.HeaderConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.Protocol;
import io.tributary.config.SameName;
import io.tributary.config.TransportType;
import io.tributary.http.AggregateRequest;
import io.tributary.http.DryRun;
import io.tributary.http.Problem;
import io.tributary.http.StreamFormat;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Explains what the service would do with a request: the same rules, routes, inputs and targets,
 * but no call. Never blocks and asks no DNS. Immutable.
 */
public final class Explainer {
  private final Config config;
  private final DryRun dryRun;
  private final Map<String, BackendConfig> backends = new LinkedHashMap<>();

  /** Explains a service with this configuration. */
  public Explainer(Config config) {
    this.config = config;
    this.dryRun = new DryRun(config);
    config.backends().forEach(backend -> backends.put(backend.name(), backend));
  }

  /**
   * Explains a request of HTTP/1.1.
   *
   * @param target a path with its query, or a URL
   * @param headers without a {@code Host} they get that of the URL, or {@code localhost}
   */
  public Explanation explain(HttpMethod method, String target, MultiMap headers) {
    return switch (dryRun.of(method, target, headers)) {
      case DryRun.Verdict.Refuses(Problem problem) ->
          new Explanation.Responds(problem.status(), problem.title(), problem.detail());
      case DryRun.Verdict.Describes() ->
          new Explanation.Responds(200, "OK", "the OpenAPI document of the aggregates");
      case DryRun.Verdict.AnswersPreflight(AggregateConfig aggregate) ->
          new Explanation.Responds(
              204, "No Content", "what pages of other origins may ask of " + aggregate.path());
      case DryRun.Verdict.Gathers gathers -> gathers(gathers, headers);
    };
  }

  private Explanation gathers(DryRun.Verdict.Gathers verdict, MultiMap headers) {
    AggregateConfig aggregate = verdict.aggregate();
    AggregateRequest request = verdict.request();
    RequestTimes times = RequestTimes.of(request.time());
    Map<String, CalledParts.Links> links = new LinkedHashMap<>();
    aggregate
        .parts()
        .forEach(
            part -> links.put(part.name(), new CalledParts.Links(part.needs(), part.fallback())));
    CalledParts called = CalledParts.of(request.parts().orElseGet(links::keySet), links);
    List<PartConfig> parts =
        StartOrder.of(
            aggregate.parts().stream().filter(part -> called.all().contains(part.name())).toList());
    Calls calls = new Calls(aggregate, request, times, headers, called);
    return new Explanation.Gathers(
        aggregate.path(),
        ExplainedInputs.of(verdict, headers),
        ExplainedInputs.ignored(verdict),
        new Explanation.Time(request.time(), config.deadline(), times.ofCalls()),
        parts.stream().map(part -> calls.of(part, backend(part))).toList(),
        links.keySet().stream().filter(name -> !called.all().contains(name)).toList(),
        aggregate.background().stream()
            .map(part -> new Explanation.Background(calls.of(part, backend(part)), part.mirror()))
            .toList(),
        Stream.concat(parts.stream(), aggregate.background().stream())
            .map(this::backend)
            .distinct()
            .map(Explainer::explained)
            .toList(),
        new Explanation.Response(
            aggregate.onPartial(),
            aggregate.transform(),
            request.stream().isPresent() ? Explanation.Response.NO_STORE : caching(aggregate),
            request.stream().map(StreamFormat::mediaType),
            aggregate.enough().flatMap(group -> among(group, request.parts())),
            headers(aggregate, called),
            sameName(aggregate, request.parts())),
        aggregate.method() == AggregateMethod.POST
            ? OptionalInt.of(config.server().maxRequestBody())
            : OptionalInt.empty());
  }

  private static List<HeaderConfig> headers(AggregateConfig aggregate, CalledParts called) {
    return aggregate.headers().stream()
        .filter(header -> header.from().isEmpty() || called.all().contains(header.from().get()))
        .toList();
  }

  private static Optional<SameName> sameName(
      AggregateConfig aggregate, Optional<Set<String>> chosen) {
    long lifted =
        aggregate.parts().stream()
            .filter(part -> part.placement().flatten())
            .filter(part -> chosen.isEmpty() || chosen.get().contains(part.name()))
            .count();
    return lifted > 1 ? Optional.of(aggregate.sameName()) : Optional.empty();
  }

  /** What is left of the group if the client has chosen parts. */
  private static Optional<EnoughConfig> among(EnoughConfig group, Optional<Set<String>> chosen) {
    List<String> left =
        group.of().stream()
            .filter(part -> chosen.isEmpty() || chosen.get().contains(part))
            .toList();
    return left.size() > group.count()
        ? Optional.of(new EnoughConfig(left, group.count()))
        : Optional.empty();
  }

  private BackendConfig backend(PartConfig part) {
    return Objects.requireNonNull(backends.get(part.backend()), part.backend());
  }

  private static Explanation.Backend explained(BackendConfig backend) {
    return new Explanation.Backend(
        backend.name(),
        backend.transport().word(),
        protocol(backend),
        backend.maxConcurrent(),
        backend.maxBody(),
        backend.breaker(),
        backend.proxy(),
        backend.hostHeader());
  }

  private static String protocol(BackendConfig backend) {
    boolean negotiated =
        backend.transport() == TransportType.WEB
            && backend.protocol() == Protocol.AUTO
            && backend.origin().secure();
    if (negotiated) {
      return "by ALPN";
    }
    return backend.protocol() == Protocol.HTTP_2
        ? Protocol.HTTP_2.word()
        : Protocol.HTTP_1_1.word();
  }

  private static String caching(AggregateConfig aggregate) {
    if (aggregate.strictest()) {
      return (aggregate.personal() ? "private, " : "")
          + "as the backends of all called parts allow";
    }
    return aggregate
        .cacheControl()
        .filter(_ -> aggregate.storable())
        .orElse(Explanation.Response.NO_STORE);
  }
}
