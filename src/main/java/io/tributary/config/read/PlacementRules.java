package io.tributary.config.read;

import static java.util.stream.Collectors.toMap;

import io.tributary.config.ForEachConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reports parts that cannot stand where the response is to show them. */
final class PlacementRules {
  private final Map<String, PartConfig> parts;
  private final Map<String, ConfigValue> values;

  /**
   * @param values where each part is in the file, by its name
   */
  PlacementRules(List<PartConfig> parts, Map<String, ConfigValue> values) {
    this.parts = byName(parts);
    this.values = values;
  }

  private static Map<String, PartConfig> byName(List<PartConfig> parts) {
    return parts.stream().collect(toMap(PartConfig::name, part -> part));
  }

  void check() {
    for (PartConfig part : parts.values()) {
      part.placement().into().map(parts::get).ifPresent(other -> checkInto(part, other));
      if (part.placement().flatten()) {
        checkFlatten(part);
      }
    }
  }

  private void checkInto(PartConfig part, PartConfig other) {
    if (part.background() || other.background()) {
      problem(part, "into", "has no effect: no response shows a part in the background");
    }
    if (other.placement().into().isPresent()) {
      problem(part, "into", "must be a part that is not itself in another one");
    }
    if (WrittenNames.of(other).certain().contains(part.name())) {
      problem(
          part,
          "into",
          MessageText.plain(other.name())
              + " already has a member "
              + MessageText.quoted(part.name())
              + " by its keep or rename; give the part another name");
    }
    if (part.placement().match().isPresent()) {
      checkMatch(part, other);
    } else if (isList(other)) {
      problem(part, "into", "must be a part whose value is an object, unless match names keys");
    }
  }

  private void checkMatch(PartConfig part, PartConfig other) {
    if (other.placement().flatten() || isKeyed(other)) {
      problem(part, "into", "must be a part whose value is a list, as there is a match");
    }
    if (isKeyed(part)) {
      problem(part, "match", "needs a list, not the object of forEach");
    }
    if (part.defaultJson().filter(json -> !json.startsWith("[")).isPresent()) {
      problem(part, "default", "must be a list, as there is a match");
    }
    for (PartConfig third : parts.values()) {
      if (third.placement().into().equals(part.placement().into())
          && third.placement().match().isEmpty()) {
        problem(
            part,
            "match",
            "needs a list, but "
                + MessageText.plain(third.name())
                + " goes into the same part as an object");
      }
    }
  }

  private void checkFlatten(PartConfig part) {
    if (part.background()) {
      problem(part, "flatten", "has no effect: no response shows a part in the background");
    }
    if (part.defaultJson().filter(json -> !json.startsWith("{")).isPresent()) {
      problem(part, "default", "must be an object, whose members can be lifted");
    }
    if (isList(part)) {
      problem(part, "flatten", "needs a part whose value is an object");
    }
    Set<String> slots = new TreeSet<>(WrittenNames.shown(part, parts).certain());
    slots.retainAll(
        parts.values().stream()
            .filter(other -> other.placement().hasSlot() && !other.background())
            .map(PartConfig::name)
            .toList());
    if (!slots.isEmpty()) {
      problem(part, "flatten", "would have the names of other parts: " + MessageText.names(slots));
    }
  }

  /** The parts that can lift a member with the same name, if there are any. */
  static List<String> sharingNames(List<PartConfig> parts) {
    Map<String, PartConfig> byName = byName(parts);
    Map<String, WrittenNames> lifted = new LinkedHashMap<>();
    parts.stream()
        .filter(part -> part.placement().flatten())
        .forEach(part -> lifted.put(part.name(), WrittenNames.shown(part, byName)));
    List<String> sharing = new ArrayList<>();
    lifted.forEach(
        (part, names) -> {
          if (lifted.entrySet().stream()
              .anyMatch(other -> !other.getKey().equals(part) && names.canMeet(other.getValue()))) {
            sharing.add(part);
          }
        });
    return sharing;
  }

  private static boolean isKeyed(PartConfig part) {
    return part.forEach().filter(each -> each.as() == ForEachConfig.As.OBJECT).isPresent();
  }

  private static boolean isList(PartConfig part) {
    return part.forEach().filter(each -> each.as() == ForEachConfig.As.ARRAY).isPresent()
        || part.chunks().isPresent();
  }

  private void problem(PartConfig part, String key, String message) {
    Optional.ofNullable(values.get(part.name()))
        .flatMap(ConfigValue::section)
        .ifPresent(section -> section.problem(key, message));
  }
}
