package io.tributary.config.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tributary.config.ForEachConfig;
import io.tributary.config.PartConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the configuration tells of the names that the members of a part's value have.
 *
 * @param certain names that it writes itself
 * @param all every name that there can be, if that is known
 */
record WrittenNames(Set<String> certain, Optional<Set<String>> all) {
  private static final WrittenNames UNKNOWN = new WrittenNames(Set.of(), Optional.empty());

  /** The names of what its calls return. */
  static WrittenNames of(PartConfig part) {
    if (part.forEach().filter(each -> each.as() == ForEachConfig.As.OBJECT).isPresent()) {
      return UNKNOWN; // the items are the names
    }
    Set<String> names = new TreeSet<>();
    part.shape()
        .rename()
        .forEach(
            (path, name) -> {
              if (path.indexOf('.') < 0) {
                names.add(name);
              }
            });
    for (String path : part.shape().keep()) {
      String first = path.split("[.]", 2)[0];
      names.add(Objects.requireNonNull(part.shape().rename().getOrDefault(first, first)));
    }
    return part.shape().keep().isEmpty()
        ? new WrittenNames(names, Optional.empty())
        : exactly(names);
  }

  /**
   * The names of whatever the response can show as its value: what its calls or its fallbacks
   * return, with the parts that go into it, and its default.
   *
   * @param parts those of the aggregate, by name
   */
  static WrittenNames shown(PartConfig part, Map<String, PartConfig> parts) {
    Set<String> told = new TreeSet<>();
    part.defaultJson().ifPresent(json -> told.addAll(members(json)));
    parts.values().stream()
        .filter(other -> other.placement().into().filter(part.name()::equals).isPresent())
        .forEach(other -> told.add(other.name()));
    WrittenNames names = of(part).and(exactly(told));
    Set<String> seen = new HashSet<>();
    Optional<PartConfig> fallback = part.fallback().map(parts::get);
    while (fallback.isPresent() && seen.add(fallback.get().name())) { // a cycle is a mistake
      names = names.and(of(fallback.get()));
      fallback = fallback.get().fallback().map(parts::get);
    }
    return names;
  }

  /** Whether the members of two values can have the same name. */
  boolean canMeet(WrittenNames other) {
    return all.isEmpty()
        || other.all().isEmpty()
        || all.get().stream().anyMatch(other.all().get()::contains);
  }

  private static WrittenNames exactly(Set<String> names) {
    return new WrittenNames(names, Optional.of(names));
  }

  private WrittenNames and(WrittenNames other) {
    return new WrittenNames(
        union(certain, other.certain()),
        all.flatMap(names -> other.all().map(more -> union(names, more))));
  }

  private static Set<String> union(Set<String> names, Set<String> more) {
    Set<String> both = new TreeSet<>(names);
    both.addAll(more);
    return both;
  }

  /** The names of the members of an object; none of another value. */
  private static Set<String> members(String json) {
    Set<String> names = new TreeSet<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        names.add(parser.currentName());
        parser.nextToken();
        parser.skipChildren();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("reading from a string cannot fail", e);
    }
    return names;
  }
}
