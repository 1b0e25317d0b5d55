package io.tributary.http;

import io.tributary.aggregate.Plan;
import io.tributary.config.input.InputConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An aggregate as the public server offers it. Immutable.
 *
 * @param inputs what the plan takes from a request
 * @param strictQuery whether a query parameter that is no input, and does not choose parts, is
 *     refused
 */
public record Endpoint(Plan plan, List<InputConfig> inputs, boolean strictQuery) {

  public Endpoint {
    inputs = List.copyOf(inputs);
  }

  /** The names of the query parameters that are inputs. */
  Set<String> queryParameters() {
    return inputs.stream()
        .filter(input -> input.source() == InputConfig.Source.QUERY)
        .map(InputConfig::key)
        .collect(Collectors.toUnmodifiableSet());
  }
}
