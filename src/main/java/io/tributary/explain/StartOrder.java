package io.tributary.explain;

import io.tributary.config.PartConfig;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts parts by the number of calls that each waits for, one after another; a fallback waits for
 * the parts that it takes the place of. Those that wait for the same parts stand together.
 * Stateless.
 */
final class StartOrder {
  private StartOrder() {}

  /** The parts that start at once, then those that wait for them, and so on. */
  static List<PartConfig> of(List<PartConfig> parts) {
    Map<String, Integer> depths = new HashMap<>();
    // A chain has at most as many parts as there are, and a configuration has no cycles.
    for (int i = 1; i < parts.size(); i++) {
      for (PartConfig part : parts) {
        for (String need : part.needs()) {
          depths.merge(part.name(), depths.getOrDefault(need, 0) + 1, Math::max);
        }
        int own = depths.getOrDefault(part.name(), 0);
        part.fallback().ifPresent(other -> depths.merge(other, own + 1, Math::max));
      }
    }
    return parts.stream()
        .sorted(
            Comparator.comparingInt((PartConfig part) -> depths.getOrDefault(part.name(), 0))
                .thenComparing(part -> String.join(",", part.needs()))
                .thenComparing(part -> String.join(",", replaced(part, parts))))
        .toList();
  }

  private static List<String> replaced(PartConfig part, List<PartConfig> parts) {
    return parts.stream()
        .filter(other -> other.fallback().filter(part.name()::equals).isPresent())
        .map(PartConfig::name)
        .toList();
  }
}
