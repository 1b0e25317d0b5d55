package io.tributary.config.read;

import io.tributary.config.PartConfig;
import io.tributary.config.yaml.MessageText;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which part takes the place of one that failed. Mistakes are reported. */
final class FallbackReader {
  private final Map<String, PartConfig> parts = new HashMap<>();
  private final Map<String, ConfigValue> values;

  private FallbackReader(Collection<PartConfig> parts, Map<String, ConfigValue> values) {
    parts.forEach(part -> this.parts.put(part.name(), part));
    this.values = values;
  }

  /**
   * The fallback of a part, if it is another part.
   *
   * @param parts the names of the aggregate's parts
   */
  static Optional<String> read(ConfigValue value, String part, Set<String> parts) {
    Optional<String> name = value.text();
    if (name.isEmpty()) {
      return name;
    }
    if (name.get().equals(part)) {
      return value.refuse("a part cannot be its own fallback");
    }
    return parts.contains(name.get())
        ? name
        : value.refuse(
            "there is no part "
                + MessageText.quoted(name.get())
                + Suggestion.hintOrList(name.get(), parts, "parts"));
  }

  /**
   * Checks all parts of an aggregate together.
   *
   * @param values of the parts, by name
   */
  static void check(List<PartConfig> parts, Map<String, ConfigValue> values) {
    FallbackReader all = new FallbackReader(parts, values);
    parts.forEach(part -> part.fallback().ifPresent(fallback -> all.check(part, fallback)));
  }

  private void check(PartConfig part, String fallback) {
    PartConfig other = parts.get(fallback);
    if (other != null && other.required()) {
      problem(
          other.name(),
          "required",
          "a fallback is called only if another part fails, so it cannot be required; "
              + MessageText.plain(part.name())
              + " can");
    }
    if (leadsTo(fallback, part.needs())) {
      problem(
          part.name(),
          "fallback",
          "cannot be " + MessageText.plain(fallback) + ", which the part already waits for");
    }
  }

  /** Whether these parts, or what they wait for, need the fallback. Uses no recursion. */
  private boolean leadsTo(String fallback, List<String> needs) {
    Deque<String> left = new ArrayDeque<>(needs);
    Set<String> seen = new HashSet<>();
    while (!left.isEmpty()) {
      String next = left.pop();
      PartConfig part = parts.get(next);
      if (next.equals(fallback)) {
        return true;
      }
      if (part != null && seen.add(next)) {
        left.addAll(part.needs());
        part.fallback().filter(other -> !other.equals(fallback)).ifPresent(left::add);
      }
    }
    return false;
  }

  private void problem(String part, String key, String message) {
    Optional.ofNullable(values.get(part))
        .flatMap(ConfigValue::section)
        .ifPresent(section -> section.problem(key, message));
  }
}
