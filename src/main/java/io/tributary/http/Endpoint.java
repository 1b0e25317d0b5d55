package io.tributary.http;

import io.tributary.aggregate.Plan;
import io.tributary.config.input.InputConfig;
import java.util.List;

/**
 * An aggregate as the public server offers it. Immutable.
 *
 * @param inputs what the plan takes from a request
 * @param strictQuery whether a query parameter that is no input is refused
 */
public record Endpoint(Plan plan, List<InputConfig> inputs, boolean strictQuery) {

  public Endpoint {
    inputs = List.copyOf(inputs);
  }
}
