package io.tributary.config.read;

import io.tributary.config.ShapeConfig;
import io.tributary.config.yaml.MessageText;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what the response shows of a part: {@code pick}, {@code keep}, {@code drop}, {@code
 * rename}.
 */
final class ShapeReader {
  private static final int MOST_NAMES = 200;

  /** One to eight names, separated by dots. */
  private static final Pattern PATH = Pattern.compile("[^.]+(?:[.][^.]+){0,7}");

  private static final int LONGEST_NAME = 256;

  private ShapeReader() {}

  static ShapeConfig read(ObjectReader section) {
    Optional<ConfigValue> keep = section.optional("keep");
    Optional<ConfigValue> drop = section.optional("drop");
    if (keep.isPresent() && drop.isPresent()) {
      section.problem("drop", "has no effect beside keep, which leaves out all others");
    }
    Optional<ConfigValue> pick = section.optional("pick");
    Optional<ConfigValue> strict = section.optional("strict");
    if (strict.isPresent() && pick.isEmpty()) {
      section.problem("strict", "has no effect without pick");
    }
    List<String> kept = keep.map(ShapeReader::paths).orElseGet(List::of);
    List<String> dropped = drop.map(ShapeReader::paths).orElseGet(List::of);
    return new ShapeConfig(
        pick.flatMap(PointerReader::read),
        strict.flatMap(ConfigValue::truth).orElse(false),
        kept,
        dropped,
        section.optional("rename").map(value -> rename(value, kept, dropped)).orElseGet(Map::of));
  }

  private static List<String> paths(ConfigValue list) {
    Optional<List<ConfigValue>> items = list.items();
    if (items.isPresent() && items.get().isEmpty()) {
      list.problem("must name at least one member");
    }
    Set<String> paths = new LinkedHashSet<>();
    for (ConfigValue item : items.orElseGet(List::of)) {
      item.text()
          .filter(path -> isPath(path, item))
          .filter(path -> !isIn(paths, path, item))
          .ifPresent(paths::add);
    }
    refuseTooMany(paths.size(), list);
    return List.copyOf(paths);
  }

  static boolean isPath(String path, ConfigValue item) {
    boolean valid = PATH.matcher(path).matches();
    if (!valid) {
      item.problem("must be the name of a member, or up to eight names as in address.city");
    }
    return valid;
  }

  /** A path that is there, or that is inside of one, says the same twice. */
  private static boolean isIn(Set<String> paths, String path, ConfigValue item) {
    for (String other : paths) {
      if (isSameOrInside(path, other) || isSameOrInside(other, path)) {
        item.problem(
            path.equals(other)
                ? "is there twice"
                : MessageText.quoted(shorter(path, other)) + " is there as a whole");
        return true;
      }
    }
    return false;
  }

  private static String shorter(String one, String other) {
    return one.length() < other.length() ? one : other;
  }

  private static boolean isSameOrInside(String path, String other) {
    return path.equals(other) || path.startsWith(other + ".");
  }

  private static Map<String, String> rename(
      ConfigValue mapping, List<String> kept, List<String> dropped) {
    Map<String, String> names = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    kept.forEach(path -> places.put(path, path));
    for (ConfigValue.Member member : mapping.members().orElseGet(List::of)) {
      String path = member.key();
      Optional<String> name = member.value().text().filter(text -> isName(text, member.value()));
      if (name.isEmpty() || !isPath(path, member.value())) {
        continue;
      }
      if (!stays(path, kept, dropped)) {
        member.value().problem("the member " + MessageText.quoted(path) + " does not stay");
      }
      names.put(path, name.get());
      places.remove(path);
    }
    names.forEach(
        (path, name) -> {
          String other = places.putIfAbsent(beside(path, name), path);
          if (other != null) {
            mapping.problem(
                MessageText.quoted(path)
                    + " and "
                    + MessageText.quoted(other)
                    + " would have the same name");
          }
        });
    refuseTooMany(names.size(), mapping);
    return names;
  }

  private static boolean isName(String name, ConfigValue value) {
    boolean valid = !name.isEmpty() && name.length() <= LONGEST_NAME && name.indexOf('.') < 0;
    if (!valid) {
      value.problem("must be a name of 1 to " + LONGEST_NAME + " characters without a dot");
    }
    return valid;
  }

  private static boolean stays(String path, List<String> kept, List<String> dropped) {
    return dropped.stream().noneMatch(other -> isSameOrInside(path, other))
        && (kept.isEmpty()
            || kept.stream()
                .anyMatch(other -> isSameOrInside(path, other) || isSameOrInside(other, path)));
  }

  /** The path of a member with this name in the same object. */
  private static String beside(String path, String name) {
    return path.substring(0, path.lastIndexOf('.') + 1) + name;
  }

  private static void refuseTooMany(int names, ConfigValue value) {
    if (names > MOST_NAMES) {
      value.problem("must have at most " + MOST_NAMES + " members");
    }
  }
}
