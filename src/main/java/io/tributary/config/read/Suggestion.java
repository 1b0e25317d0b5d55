package io.tributary.config.read;

import io.tributary.config.yaml.MessageText;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelled one stands for. */
public final class Suggestion {
  private static final int LONGEST = 40;

  private Suggestion() {}

  /** The end of a message that suggests the nearest name; empty if none is near. */
  static String hint(String name, Collection<String> known) {
    return nearest(name, known).map(Suggestion::asked).orElse("");
  }

  /**
   * The same, but lists the known names if none is near.
   *
   * @param what the plural of what is named
   */
  public static String hintOrList(String name, Collection<String> known, String what) {
    return nearest(name, known)
        .map(Suggestion::asked)
        .orElseGet(() -> "; known " + what + " are " + MessageText.names(known));
  }

  private static String asked(String near) {
    return "; did you mean " + near + "?";
  }

  /** The nearest known name, if it is near enough for a typing mistake. */
  static Optional<String> nearest(String name, Collection<String> known) {
    if (name.length() > LONGEST) {
      return Optional.empty();
    }
    int farthest = name.length() <= 3 ? 1 : 2;
    return known.stream()
        .filter(other -> Math.abs(name.length() - other.length()) <= farthest)
        .filter(other -> distance(name, other) <= farthest)
        .min(Comparator.comparingInt(other -> distance(name, other)));
  }

  /** The number of insertions, deletions and replacements between two names, ignoring case. */
  private static int distance(String name, String other) {
    String a = name.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[b.length()];
  }
}
