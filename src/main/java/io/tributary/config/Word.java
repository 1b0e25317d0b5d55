package io.tributary.config;

import java.util.Optional;

/**
 * A scalar after substitution.
 *
 * @param style how it was written, which decides what its characters may mean
 * @param shown how to speak of it: as written, so that no variable's value gets into a message
 */
record Word(String text, Style style, String shown) {
  enum Style {
    PLAIN,
    QUOTED,
    /** Whatever the quotes, a value with a variable in it is of the type that is wanted. */
    SUBSTITUTED
  }

  /** The word that a value is; empty, and reported, if it is none or its variables are not set. */
  static Optional<Word> of(Value value, String wanted) {
    if (!(value.node() instanceof Node.Scalar scalar)) {
      return value.mismatch(wanted);
    }
    if (scalar.plain() && ScalarKind.of(scalar.text()) == ScalarKind.NULL) {
      return value.mismatch(wanted);
    }
    return substituted(value, scalar);
  }

  /** The same for a value of any type, null included. */
  static Optional<Word> substituted(Value value, Node.Scalar scalar) {
    Environment.Substituted result = value.reading().environment().substitute(scalar.text());
    result.mistakes().forEach(value::problem);
    if (!result.mistakes().isEmpty()) {
      return Optional.empty();
    }
    String written = Shown.quoted(scalar.text());
    if (scalar.text().contains("${")) {
      return Optional.of(
          new Word(result.text(), Style.SUBSTITUTED, "what " + written + " stands for"));
    }
    return Optional.of(
        new Word(result.text(), scalar.plain() ? Style.PLAIN : Style.QUOTED, written));
  }

  Optional<String> asText(Value value) {
    return style == Style.PLAIN && ScalarKind.of(text) != ScalarKind.TEXT
        ? value.refuse("must be text; put it in quotes")
        : Optional.of(text);
  }

  Optional<String> as(ScalarKind kind, Value value, String wanted) {
    if (ScalarKind.of(text) != kind) {
      return value.refuse("must be " + wanted + ", not " + shown);
    }
    return style == Style.QUOTED
        ? value.refuse("must be " + wanted + "; take away the quotes: " + Shown.plain(text))
        : Optional.of(text);
  }
}
