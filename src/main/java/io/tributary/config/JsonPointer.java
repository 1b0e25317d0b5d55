package io.tributary.config;

import java.util.Arrays;
import java.util.List;

/**
 * A place in a JSON document (RFC 6901). Immutable.
 *
 * @param steps names of members and indices of elements, without escape sequences
 */
public record JsonPointer(List<String> steps) {
  private static final int MAX_STEPS = 32;

  public JsonPointer {
    steps = List.copyOf(steps);
  }

  /**
   * Reads a pointer. The empty text is the whole document.
   *
   * @throws IllegalArgumentException with the rule that the text breaks
   */
  public static JsonPointer of(String text) {
    if (text.isEmpty()) {
      return new JsonPointer(List.of());
    }
    if (text.charAt(0) != '/') {
      throw new IllegalArgumentException("must start with a slash, as in /data/items");
    }
    if (text.replace("~0", "").replace("~1", "").indexOf('~') >= 0) {
      throw new IllegalArgumentException("must write ~ as ~0, and / in a name as ~1");
    }
    String[] tokens = text.substring(1).split("/", -1);
    if (tokens.length > MAX_STEPS) {
      throw new IllegalArgumentException("must have at most " + MAX_STEPS + " steps");
    }
    return new JsonPointer(
        Arrays.stream(tokens).map(token -> token.replace("~1", "/").replace("~0", "~")).toList());
  }

  /** The pointer as it is written. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    steps.forEach(step -> text.append('/').append(step.replace("~", "~0").replace("/", "~1")));
    return text.toString();
  }
}
