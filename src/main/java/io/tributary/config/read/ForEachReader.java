package io.tributary.config.read;

import io.tributary.config.ForEachConfig;
import java.util.List;
import java.util.Optional;

/** Reads the items that a part is called for. Mistakes are reported. */
final class ForEachReader {
  private static final int MOST_ITEMS = 1000;
  private static final int MOST_AT_ONCE = 256;
  private static final List<String> KEYS = List.of("max", "concurrent", "as");

  private ForEachReader() {}

  /**
   * What was read.
   *
   * @param item the variable of the template and its expression
   */
  record ForEach(ForEachConfig config, ConfigValue.Member item) {}

  /** The items, unless their name is missing or not clear, which is reported. */
  static Optional<ForEach> read(ConfigValue value) {
    Optional<ObjectReader> section = value.section();
    if (section.isEmpty()) {
      return Optional.empty();
    }
    List<ConfigValue.Member> items =
        value.members().orElseGet(List::of).stream()
            .filter(member -> !KEYS.contains(member.key()))
            .toList();
    Optional<Integer> max = section.get().optional("max").flatMap(one -> one.whole(1, MOST_ITEMS));
    Optional<Integer> concurrent =
        section.get().optional("concurrent").flatMap(one -> one.whole(1, MOST_AT_ONCE));
    Optional<ForEachConfig.As> as =
        section
            .get()
            .optional("as")
            .flatMap(
                one -> Choice.of(one, List.of(ForEachConfig.As.values()), ForEachConfig.As::word));
    if (items.size() != 1) {
      return value.refuse(
          "must name one value beside max, concurrent and as, such as id: \"[for (.orders) .id]\"");
    }
    ConfigValue.Member item = items.getFirst();
    return Optional.of(
        new ForEach(
            new ForEachConfig(
                item.key(),
                max.orElse(50),
                concurrent.orElse(8),
                as.orElse(ForEachConfig.As.ARRAY)),
            item));
  }
}
