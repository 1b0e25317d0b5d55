package io.tributary.console;

import io.tributary.config.AggregateConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.OneOf;
import io.tributary.config.input.ValueRule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes an aggregate: its plan, its inputs and how long it takes. Not thread-safe. */
final class AggregatesJson {
  private final Json json;

  AggregatesJson(Json json) {
    this.json = json;
  }

  void add(AggregateConfig aggregate, Duration deadline, AggregateActivity.Seen seen) {
    json.object().text("route", aggregate.path()).text("method", aggregate.method().name());
    aggregate.transform().ifPresent(transform -> json.text("transform", transform));
    json.number("deadlineMs", deadline.toMillis()).array("inputs");
    aggregate.inputs().forEach(this::add);
    json.endArray().array("parts");
    aggregate
        .parts()
        .forEach(part -> add(part, aggregate.fallbackOf(part.name()), seen.part(part.name())));
    json.endArray().millis("p50", seen.p50()).millis("p99", seen.p99());
    if (aggregate.transform().isPresent()) {
      json.millis("transformP50", seen.transformP50());
    }
    json.endObject();
  }

  private void add(InputConfig input) {
    boolean isPath = input.source() == InputConfig.Source.PATH;
    json.object()
        .text("name", input.name())
        .text("in", input.source().word())
        .text("key", input.key())
        .text("type", input.isArray() ? "array" : input.valueType())
        .flag("required", isPath || input.required())
        .text(
            "default",
            input.otherwise().isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", input.otherwise())))
        .texts("rules", input.rules().stream().map(ValueRule::requirement).toList());
    input.rules().stream()
        .filter(rule -> rule instanceof OneOf && !rule.equals(OneOf.TRUTH) && !input.isArray())
        .findFirst()
        .ifPresent(rule -> json.texts("enum", ((OneOf) rule).values()));
    json.endObject();
  }

  private void add(PartConfig part, List<String> fallbackOf, AggregateActivity.SeenPart seen) {
    json.object()
        .text("name", part.name())
        .text("backend", part.backend())
        .text("path", shown(part.path().visible()))
        .texts("needs", part.needs())
        .texts("fallbackOf", fallbackOf)
        .flag("required", part.required())
        .number("timeoutMs", part.timeout().toMillis())
        .millis("p50", seen.p50())
        .millis("p99", seen.p99())
        .share("decided", seen.decided())
        .endObject();
  }

  /** A template can have constants, and those can be credentials. */
  private static String shown(String template) {
    int query = template.indexOf('?');
    return query < 0
        ? template
        : ShownUrl.of(template.substring(0, query), template.substring(query + 1));
  }
}
