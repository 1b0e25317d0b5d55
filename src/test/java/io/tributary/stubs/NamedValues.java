package io.tributary.stubs;

import io.tributary.config.read.Suggestion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a switch whose value is a list such as {@code users:2s,orders:reset}. */
final class NamedValues {
  private NamedValues() {}

  /**
   * Reads the values by their names, in order. An empty text has none.
   *
   * @param option the switch, for messages
   * @param form what one entry looks like, for messages
   */
  static Map<String, String> read(String option, String form, String text)
      throws CannotServeException {
    Map<String, String> values = new LinkedHashMap<>();
    for (String entry : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int colon = entry.indexOf(':');
      if (colon <= 0) {
        throw new CannotServeException(option + ": \"" + entry.strip() + "\" is not " + form);
      }
      String name = entry.substring(0, colon).strip();
      if (values.put(name, entry.substring(colon + 1).strip()) != null) {
        throw new CannotServeException(option + ": " + name + " is there twice");
      }
    }
    return values;
  }

  /** Fails with a suggestion if the name is none of those. */
  static void require(String option, String name, Collection<String> known)
      throws CannotServeException {
    if (!known.contains(name)) {
      throw new CannotServeException(
          option + ": there is no stub " + name + Suggestion.hintOrList(name, known, "stubs"));
    }
  }
}
