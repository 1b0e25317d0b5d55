package io.tributary.http;

import io.tributary.config.AggregateConfig;
import io.tributary.config.PartConfig;
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

  private final boolean offered;
  private final boolean transformed;
  private final Set<String> names;

  PartChoice(AggregateConfig aggregate) {
    this.offered = !aggregate.queryParameters().contains(PARAMETER);
    this.transformed = aggregate.transform().isPresent();
    this.names =
        aggregate.parts().stream().map(PartConfig::name).collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The names of the parts that a request chooses, or empty if it does not choose and gets all.
   *
   * @param query the values of its query parameters
   * @throws BadRequestException if the choice is not possible
   */
  Optional<Set<String>> of(Map<String, List<String>> query) {
    List<String> given = query.get(PARAMETER);
    return given == null || !offered ? Optional.empty() : Optional.of(chosen(given));
  }

  private Set<String> chosen(List<String> given) {
    if (transformed) {
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
