package io.tributary.http;

import io.tributary.aggregate.Part;
import io.tributary.aggregate.Plan;
import io.tributary.config.AggregateConfig;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lets a client ask for some parts of an aggregate: {@code ?parts=users,orders}, or {@code
 * ?parts=users&parts=orders} as some generated clients write it. Immutable.
 *
 * <p>An aggregate whose own inputs include a query parameter of that name does not offer it.
 */
final class PartChoice {
  static final String PARAMETER = AggregateConfig.PARTS;

  private final Plan plan;
  private final boolean offered;
  private final Set<String> names;

  PartChoice(Endpoint endpoint) {
    this.plan = endpoint.plan();
    this.offered = !endpoint.queryParameters().contains(PARAMETER);
    this.names = plan.parts().stream().map(Part::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The plan of the parts that a request chooses, or empty if it chooses none and gets all of them.
   *
   * @param query the values of its query parameters
   * @throws BadRequestException if the choice is not possible
   */
  Optional<Plan> of(Map<String, List<String>> query) {
    List<String> given = query.get(PARAMETER);
    return given == null || !offered ? Optional.empty() : Optional.of(plan.only(chosen(given)));
  }

  private Set<String> chosen(List<String> given) {
    if (plan.transform().isPresent()) {
      throw new BadRequestException(
          "parts cannot be chosen, because the aggregate transforms all of them");
    }
    Set<String> chosen = new LinkedHashSet<>();
    List<String> unknown = new ArrayList<>();
    for (String name : String.join(",", given).split(",", -1)) {
      if (name.isEmpty()) {
        throw new BadRequestException("the query parameter parts has an empty name");
      }
      if (!names.contains(name)) {
        unknown.add(name);
      } else if (!chosen.add(name)) {
        throw new BadRequestException("the query parameter parts repeats the name " + name);
      }
    }
    if (!unknown.isEmpty()) {
      throw new BadRequestException("the aggregate has no part " + ClientText.shown(unknown));
    }
    return chosen;
  }
}
