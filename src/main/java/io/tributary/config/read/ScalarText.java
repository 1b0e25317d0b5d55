package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.ScalarKind;
import io.tributary.config.yaml.YamlNode;
import java.util.Optional;

/**
 * A scalar after substitution.
 *
 * @param style how it was written, which decides what its characters may mean
 * @param shown how to speak of it: as written, so that no variable's value gets into a message
 */
record ScalarText(String text, Style style, String shown) {
  enum Style {
    PLAIN,
    QUOTED,
    /** Whatever the quotes, a value with a variable in it is of the type that is wanted. */
    SUBSTITUTED
  }

  /** The word that a value is; empty, and reported, if it is none or its variables are not set. */
  static Optional<ScalarText> of(ConfigValue value, String wanted) {
    if (!(value.node() instanceof YamlNode.Scalar scalar)) {
      return value.mismatch(wanted);
    }
    if (scalar.plain() && ScalarKind.of(scalar.text()) == ScalarKind.NULL) {
      return value.mismatch(wanted);
    }
    return substituted(value, scalar);
  }

  /** The same for a value of any type, null included. */
  static Optional<ScalarText> substituted(ConfigValue value, YamlNode.Scalar scalar) {
    Environment.Substituted result = value.reading().environment().substitute(scalar.text());
    result.mistakes().forEach(value::problem);
    if (!result.mistakes().isEmpty()) {
      return Optional.empty();
    }
    String written = MessageText.quoted(scalar.text());
    if (scalar.text().contains("${")) {
      return Optional.of(
          new ScalarText(result.text(), Style.SUBSTITUTED, "what " + written + " stands for"));
    }
    return Optional.of(
        new ScalarText(result.text(), scalar.plain() ? Style.PLAIN : Style.QUOTED, written));
  }

  Optional<String> asText(ConfigValue value) {
    return style == Style.PLAIN && ScalarKind.of(text) != ScalarKind.TEXT
        ? value.refuse("must be text; put it in quotes")
        : Optional.of(text);
  }

  Optional<String> as(ScalarKind kind, ConfigValue value, String wanted) {
    if (ScalarKind.of(text) != kind) {
      return value.refuse("must be " + wanted + ", not " + shown);
    }
    return style == Style.QUOTED
        ? value.refuse("must be " + wanted + "; take away the quotes: " + MessageText.plain(text))
        : Optional.of(text);
  }
}
