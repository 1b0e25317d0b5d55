package io.tributary.config.read;

import io.tributary.config.EnoughConfig;
import io.tributary.config.PartConfig;
import io.tributary.config.yaml.MessageText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parts of an aggregate of which some are enough. Mistakes are reported. */
final class EnoughReader {
  private final List<PartConfig> parts;

  private EnoughReader(List<PartConfig> parts) {
    this.parts = parts;
  }

  /** The group, unless it has a mistake. */
  static Optional<EnoughConfig> read(ConfigValue value, List<PartConfig> parts) {
    return value.section().flatMap(section -> new EnoughReader(parts).read(section));
  }

  private Optional<EnoughConfig> read(ObjectReader section) {
    Optional<List<ConfigValue>> items = section.required("of").flatMap(ConfigValue::items);
    Optional<ConfigValue> count = section.required("count");
    section.finish();
    if (items.isPresent() && items.get().size() < 2) {
      section.problem("of", "must name at least two parts");
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    items
        .orElseGet(List::of)
        .forEach(item -> item.text().ifPresent(name -> add(name, item, names)));
    if (items.isEmpty()) {
      return Optional.empty();
    }
    return count
        .flatMap(value -> value.whole(1, items.get().size() - 1))
        .map(number -> new EnoughConfig(names, number));
  }

  private void add(String name, ConfigValue item, List<String> names) {
    Optional<PartConfig> part = parts.stream().filter(one -> one.name().equals(name)).findFirst();
    if (part.isEmpty()) {
      item.problem(
          "there is no part "
              + MessageText.quoted(name)
              + Suggestion.hintOrList(
                  name, parts.stream().map(PartConfig::name).toList(), "parts"));
    } else if (names.contains(name)) {
      item.problem("is there twice");
    } else {
      names.add(name);
      check(part.get(), item);
    }
  }

  /** What another part does must not depend on which parts of the group are the fastest. */
  private void check(PartConfig part, ConfigValue item) {
    String name = MessageText.plain(part.name());
    if (part.required()) {
      item.problem("the part " + name + " is required, so it is always awaited");
    }
    if (part.fallback().isPresent()) {
      item.problem("the part " + name + " has a fallback, but here the other parts are that");
    }
    for (PartConfig other : parts) {
      if (other.needs().contains(part.name())) {
        item.problem(
            "the part "
                + MessageText.plain(other.name())
                + " needs "
                + name
                + ", so it is awaited");
      }
      if (other.fallback().filter(part.name()::equals).isPresent()) {
        item.problem("the part " + name + " is the fallback of " + MessageText.plain(other.name()));
      }
    }
  }
}
