package io.tributary.config.read;

import io.tributary.config.PartConfig;
import io.tributary.config.yaml.MessageText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads which parts no response waits for. Mistakes are reported. */
final class BackgroundReader {
  private static final Pattern PERCENT = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,6})?%");

  /** Keys about a value that nobody sees. */
  private static final List<String> OF_VALUES =
      List.of(
          "required", "default", "fallback", "schema", "pick", "strict", "keep", "drop", "rename");

  private BackgroundReader() {}

  /** Whether the part is one. */
  static boolean isBackground(ObjectReader section) {
    boolean background = section.optional("background").flatMap(ConfigValue::truth).orElse(false);
    if (background) {
      for (String key : OF_VALUES) {
        if (section.optional(key).isPresent()) {
          section.problem(key, "has no effect with background, as nobody sees the value");
        }
      }
    }
    return background;
  }

  /** The share of requests that a background part is called for, in percent. */
  static double mirror(ObjectReader section, boolean background) {
    Optional<ConfigValue> mirror = section.optional("mirror");
    if (mirror.isPresent() && !background) {
      section.problem("mirror", "has no effect without background: true");
    }
    return mirror.flatMap(BackgroundReader::percent).orElse(PartConfig.ALWAYS);
  }

  private static Optional<Double> percent(ConfigValue value) {
    Optional<String> text = value.text();
    Optional<Double> percent =
        text.filter(written -> PERCENT.matcher(written).matches())
            .map(written -> Double.parseDouble(written.substring(0, written.length() - 1)))
            .filter(number -> number > 0 && number <= PartConfig.ALWAYS);
    return text.isPresent() && percent.isEmpty()
        ? value.refuse("must be a share of requests over 0% and up to 100%, such as 5%")
        : percent;
  }

  /**
   * Checks all parts of an aggregate together.
   *
   * @param all the value of all parts
   * @param values of the parts, by name
   */
  static void check(List<PartConfig> parts, ConfigValue all, Map<String, ConfigValue> values) {
    Set<String> background =
        parts.stream()
            .filter(PartConfig::background)
            .map(PartConfig::name)
            .collect(Collectors.toSet());
    if (!parts.isEmpty() && background.size() == parts.size()) {
      all.problem("an aggregate needs at least one part that is not in the background");
    }
    for (PartConfig part : parts) {
      part.needs().stream()
          .filter(background::contains)
          .forEach(need -> refuse(part, "with", need, values));
      part.fallback()
          .filter(background::contains)
          .ifPresent(fallback -> refuse(part, "fallback", fallback, values));
    }
  }

  private static void refuse(
      PartConfig part, String key, String background, Map<String, ConfigValue> values) {
    Optional.ofNullable(values.get(part.name()))
        .flatMap(ConfigValue::section)
        .ifPresent(
            section ->
                section.problem(
                    key,
                    "cannot use the part "
                        + MessageText.plain(background)
                        + ", which is called in the background"));
  }
}
