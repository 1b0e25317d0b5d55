package io.tributary.explain;

import io.tributary.config.AggregateConfig;
import io.tributary.config.Secret;
import io.tributary.config.input.InputConfig;
import io.tributary.http.DryRun;
import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Explains the inputs of a request. The credentials of its client are hidden. Stateless. */
final class ExplainedInputs {
  private ExplainedInputs() {}

  /** The inputs of the aggregate, in the order of the configuration. */
  static List<Explanation.Input> of(DryRun.Verdict.Gathers verdict, MultiMap headers) {
    Map<String, List<String>> values = shown(verdict.aggregate(), verdict.request().values());
    return verdict.aggregate().inputs().stream()
        .map(
            input ->
                new Explanation.Input(
                    input.name(),
                    source(input),
                    values.getOrDefault(input.name(), List.of()),
                    origin(input, verdict, headers)))
        .toList();
  }

  /** The names of the query parameters that nothing reads. */
  static List<String> ignored(DryRun.Verdict.Gathers verdict) {
    AggregateConfig aggregate = verdict.aggregate();
    return verdict.query().stream()
        .filter(name -> !aggregate.queryParameters().contains(name))
        .filter(name -> !name.equals(AggregateConfig.PARTS))
        .toList();
  }

  /** The values of inputs, with those that are credentials hidden. */
  static Map<String, List<String>> shown(
      AggregateConfig aggregate, Map<String, List<String>> values) {
    List<String> hidden =
        aggregate.inputs().stream()
            .filter(input -> input.source() == InputConfig.Source.HEADER)
            .filter(input -> AggregateConfig.isCredential(input.key()))
            .map(InputConfig::name)
            .toList();
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry ->
                    hidden.contains(entry.getKey()) ? List.of(Secret.HIDDEN) : entry.getValue()));
  }

  private static String source(InputConfig input) {
    return switch (input.source()) {
      case PATH -> "path";
      case QUERY -> input.key().equals(input.name()) ? "query" : "query " + input.key();
      case HEADER -> "header " + input.key();
    };
  }

  private static Explanation.Input.Origin origin(
      InputConfig input, DryRun.Verdict.Gathers verdict, MultiMap headers) {
    boolean sent =
        switch (input.source()) {
          case PATH -> true;
          case QUERY -> verdict.query().contains(input.key());
          case HEADER -> headers.contains(input.key());
        };
    if (sent) {
      return Explanation.Input.Origin.CLIENT;
    }
    return input.otherwise().isEmpty()
        ? Explanation.Input.Origin.NOWHERE
        : Explanation.Input.Origin.DEFAULT;
  }
}
