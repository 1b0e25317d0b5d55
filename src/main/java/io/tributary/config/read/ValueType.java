package io.tributary.config.read;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The types of inputs. The words are those of JSON Schema. */
enum ValueType {
  STRING,
  INTEGER,
  NUMBER,
  BOOLEAN,
  ARRAY;

  static final Set<ValueType> NUMERIC = EnumSet.of(INTEGER, NUMBER);
  static final Set<ValueType> SINGLE = EnumSet.complementOf(EnumSet.of(ARRAY));

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The text of a value of the file, in the spelling that a client would use. */
  Optional<String> textOf(ConfigValue value) {
    return switch (this) {
      case STRING -> value.text();
      case INTEGER, NUMBER -> value.number().map(ValueType::withoutPlus);
      case BOOLEAN -> value.truth().map(String::valueOf);
      case ARRAY -> value.mismatch("a single value");
    };
  }

  private static String withoutPlus(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }
}
