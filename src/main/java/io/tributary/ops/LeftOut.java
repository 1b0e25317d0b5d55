package io.tributary.ops;

import static java.util.stream.Collectors.joining;

import ch.qos.logback.classic.Level;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** Counts the events that were not logged, by level. Not thread-safe. */
final class LeftOut {
  private final Map<Level, Count> levels =
      new TreeMap<>(Comparator.comparingInt(Level::toInt).reversed());

  private record Count(long events, long lines) {
    Count and(Count other) {
      return new Count(events + other.events, lines + other.lines);
    }
  }

  void add(Level level, int lines) {
    Count _ = levels.merge(level, new Count(1, lines), Count::and);
  }

  boolean isEmpty() {
    return levels.isEmpty();
  }

  boolean hasErrors() {
    return levels.containsKey(Level.ERROR);
  }

  /** For example {@code 3 ERROR (66 lines), 950 INFO (950 lines)}. */
  @Override
  public String toString() {
    return levels.entrySet().stream()
        .map(
            level ->
                "%d %s (%d lines)"
                    .formatted(level.getValue().events(), level.getKey(), level.getValue().lines()))
        .collect(joining(", "));
  }
}
