package io.tributary.transform;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The texts of what an expression computes for a template: a scalar is one, an array has its
 * distinct scalars, null and a missing value are none. Stateless.
 */
final class ScalarTexts {
  private ScalarTexts() {}

  /**
   * The texts; fails if the value has no such form.
   *
   * @param most the most texts that can be used; of more, only one more is made
   */
  static List<String> of(JsonNode value, int most) {
    Set<String> texts = new LinkedHashSet<>();
    for (JsonNode element : value.isArray() ? value : List.of(value)) {
      if (texts.size() > most) {
        break;
      }
      if (element.isContainerNode()) {
        throw new IllegalArgumentException("an input must be a scalar or an array of scalars");
      }
      if (!element.isNull() && !element.isMissingNode()) {
        texts.add(encodable(finite(element).asText()));
      }
    }
    return List.copyOf(texts);
  }

  private static JsonNode finite(JsonNode scalar) {
    if (scalar.isDouble() && !Double.isFinite(scalar.doubleValue())) {
      throw new IllegalArgumentException("an input must be a finite number");
    }
    return scalar;
  }

  /** Refuses half of a surrogate pair, which a slice of a text can leave. */
  private static String encodable(String text) {
    if (!WholeText.isEncodable(text)) {
      throw new IllegalArgumentException("an input must be text that UTF-8 can encode");
    }
    return text;
  }
}
