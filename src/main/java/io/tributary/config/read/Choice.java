package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads a value that is one word of a fixed set. */
final class Choice {
  private Choice() {}

  /**
   * The choice whose word the value is.
   *
   * @param word how the configuration file spells a choice
   */
  static <T> Optional<T> of(ConfigValue value, List<T> choices, Function<T, String> word) {
    List<String> words = choices.stream().map(word).toList();
    String wanted = MessageText.oneOf(words);
    Optional<ScalarText> written = ScalarText.of(value, wanted);
    if (written.isEmpty()) {
      return Optional.empty();
    }
    Optional<T> chosen =
        choices.stream()
            .filter(choice -> word.apply(choice).equals(written.get().text()))
            .findFirst();
    if (chosen.isEmpty()) {
      value.problem(
          "must be "
              + wanted
              + ", not "
              + written.get().shown()
              + Suggestion.hint(written.get().text(), words));
    }
    return chosen;
  }
}
