package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import io.tributary.config.yaml.ScalarKind;
import io.tributary.config.yaml.YamlNode;
import java.util.Optional;
import java.util.Set;

/**
 * A scalar after substitution of its references. Immutable.
 *
 * @param style how it was written, which decides its possible types
 * @param shown its form in messages: as written, so that no value of a variable is shown
 */
record ScalarText(String text, Style style, String shown) {
  enum Style {
    PLAIN,
    QUOTED,
    /** With a variable in it, quoted or not: takes any type. */
    SUBSTITUTED
  }

  /** The scalar; empty, and reported, if there is none or one of its variables is not set. */
  static Optional<ScalarText> of(ConfigValue value, String wanted) {
    return of(value, wanted, Environment.Files.NONE);
  }

  /** The same for a scalar that may have references to files. */
  static Optional<ScalarText> of(ConfigValue value, String wanted, Environment.Files files) {
    if (!(value.node() instanceof YamlNode.Scalar scalar)) {
      return value.mismatch(wanted);
    }
    if (scalar.kind() == ScalarKind.NULL) {
      return value.mismatch(wanted);
    }
    return substituted(value, scalar, files);
  }

  /** The same for a scalar that may be null. */
  static Optional<ScalarText> substituted(ConfigValue value, YamlNode.Scalar scalar) {
    return substituted(value, scalar, Environment.Files.NONE);
  }

  private static Optional<ScalarText> substituted(
      ConfigValue value, YamlNode.Scalar scalar, Environment.Files files) {
    Environment.Substituted result = value.reading().environment().substitute(scalar.text(), files);
    result.mistakes().forEach(value::problem);
    if (!result.mistakes().isEmpty()) {
      return Optional.empty();
    }
    String written = MessageText.quoted(scalar.text());
    if (scalar.text().contains("${")) {
      return Optional.of(
          new ScalarText(result.text(), Style.SUBSTITUTED, "the value of " + written));
    }
    return Optional.of(
        new ScalarText(
            result.text(),
            scalar.style() == YamlNode.Style.PLAIN ? Style.PLAIN : Style.QUOTED,
            written));
  }

  Optional<String> asText(ConfigValue value) {
    return style == Style.PLAIN && ScalarKind.of(text) != ScalarKind.TEXT
        ? value.refuse("must be text; put it in quotes")
        : Optional.of(text);
  }

  Optional<String> as(ScalarKind kind, ConfigValue value, String wanted) {
    return as(Set.of(kind), value, wanted);
  }

  Optional<String> as(Set<ScalarKind> kinds, ConfigValue value, String wanted) {
    if (!kinds.contains(ScalarKind.of(text))) {
      return value.refuse("must be " + wanted + ", not " + shown);
    }
    return style == Style.QUOTED
        ? value.refuse("must be " + wanted + "; remove the quotes: " + MessageText.plain(text))
        : Optional.of(text);
  }
}
