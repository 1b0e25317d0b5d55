package io.tributary.config.read;

import io.tributary.config.ForEachConfig;
import io.tributary.config.PartConfig;
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
    return new WrittenNames(
        names, part.shape().keep().isEmpty() ? Optional.empty() : Optional.of(names));
  }
}
