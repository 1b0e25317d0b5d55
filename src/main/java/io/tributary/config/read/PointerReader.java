package io.tributary.config.read;

import io.tributary.config.JsonPointer;
import java.util.Optional;

/** Reads a JSON Pointer to something inside of a document. Mistakes are reported. */
final class PointerReader {
  private PointerReader() {}

  static Optional<JsonPointer> read(ConfigValue value) {
    Optional<String> text = value.text();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (text.get().isEmpty()) {
      return value.refuse("must not be empty");
    }
    try {
      return Optional.of(JsonPointer.of(text.get()));
    } catch (IllegalArgumentException wrong) {
      return value.refuse(String.valueOf(wrong.getMessage()));
    }
  }
}
