package io.tributary.http;

import io.tributary.config.AggregateConfig;
import io.tributary.config.input.InputConfig;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the inputs of an aggregate from its requests and checks them. Immutable. */
final class InputParser {
  private final List<InputConfig> inputs;
  private final boolean strictQuery;
  private final Set<String> parameters;

  InputParser(AggregateConfig aggregate) {
    this.inputs = aggregate.inputs();
    this.strictQuery = aggregate.strictQuery();
    this.parameters = aggregate.queryParameters();
  }

  /**
   * The values of the inputs by name. A name without values is not in the map.
   *
   * @param parameters the values of the route's parameters by name, encoded
   * @param query the values of its query parameters
   * @throws BadRequestException if a value breaks a rule
   */
  Map<String, List<String>> values(
      MultiMap headers, Map<String, String> parameters, Map<String, List<String>> query) {
    if (strictQuery) {
      checkNames(query.keySet());
    }
    if (inputs.isEmpty()) {
      return Map.of();
    }
    Map<String, List<String>> values = new HashMap<>();
    for (InputConfig input : inputs) {
      List<String> given =
          switch (input.source()) {
            case PATH -> decoded(parameters.get(input.key()));
            case QUERY -> query.getOrDefault(input.key(), List.of());
            case HEADER -> header(headers.getAll(input.key()), input.isArray());
          };
      Optional<String> mistake = input.mistakeIn(given);
      if (mistake.isPresent()) {
        throw new BadRequestException(mistake.get());
      }
      List<String> value = given.isEmpty() ? input.otherwise() : given;
      if (!value.isEmpty()) {
        values.put(input.name(), value);
      }
    }
    return values;
  }

  private static List<String> decoded(@Nullable String parameter) {
    return parameter == null ? List.of() : List.of(PercentEncoding.decode(parameter));
  }

  /** The lines of a header; of an array the members of its list (RFC 9110, 5.6.1). */
  private static List<String> header(List<String> lines, boolean array) {
    if (!array) {
      return lines;
    }
    List<String> members = new ArrayList<>();
    for (String line : lines) {
      for (String member : line.split(",", -1)) {
        if (!member.isBlank()) {
          members.add(member.strip());
        }
      }
    }
    return members;
  }

  private void checkNames(Set<String> given) {
    List<String> undeclared =
        given.stream()
            .filter(name -> !parameters.contains(name) && !name.equals(PartChoice.PARAMETER))
            .toList();
    if (!undeclared.isEmpty()) {
      throw new BadRequestException(
          "the aggregate has no query parameter " + ClientText.shown(undeclared));
    }
  }
}
