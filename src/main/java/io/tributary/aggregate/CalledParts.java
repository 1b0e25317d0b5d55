package io.tributary.aggregate;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The parts that are called for those that a client chooses. Immutable.
 *
 * @param all the chosen parts, and those that they need or that take their place, directly or not
 * @param onDemand those that are called only when another part has failed
 */
public record CalledParts(Set<String> all, Set<String> onDemand) {
  public CalledParts {
    all = Set.copyOf(all);
    onDemand = Set.copyOf(onDemand);
  }

  /** The parts that a part leads to. */
  public record Links(List<String> needs, Optional<String> fallback) {
    static Links of(Part part) {
      return new Links(part.needs(), part.fallback());
    }
  }

  /**
   * Finds the parts.
   *
   * @param links of every part of the aggregate, by its name
   */
  public static CalledParts of(Set<String> chosen, Map<String, Links> links) {
    Set<String> called = new HashSet<>(chosen);
    Set<String> fallbacks = new HashSet<>();
    int before;
    do {
      before = called.size();
      links.forEach(
          (part, to) -> {
            if (called.contains(part)) {
              called.addAll(to.needs());
              to.fallback().ifPresent(called::add);
              to.fallback().ifPresent(fallbacks::add);
            }
          });
    } while (called.size() > before);
    Set<String> onDemand = new HashSet<>(called);
    onDemand.removeAll(calledAnyway(chosen, fallbacks, links));
    return new CalledParts(called, onDemand);
  }

  /** The chosen parts and those that they need, as far as that does not lead to a fallback. */
  private static Set<String> calledAnyway(
      Set<String> chosen, Set<String> fallbacks, Map<String, Links> links) {
    Set<String> anyway = new HashSet<>(chosen);
    anyway.removeAll(fallbacks);
    int before;
    do {
      before = anyway.size();
      links.forEach(
          (part, to) -> {
            if (anyway.contains(part)) {
              anyway.addAll(to.needs());
              anyway.removeAll(fallbacks);
            }
          });
    } while (anyway.size() > before);
    return anyway;
  }
}
