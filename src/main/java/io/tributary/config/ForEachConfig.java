package io.tributary.config;

import java.util.Locale;

/**
 * One call of a part for each of several items. Immutable.
 *
 * @param value the name of the template's variable that takes an item
 * @param max the most items
 * @param concurrent the most calls at a time
 */
public record ForEachConfig(String value, int max, int concurrent, As as) {

  /** How the results stand together. */
  public enum As {
    /** In the order of the items. */
    ARRAY,
    /** As members named by their items. */
    OBJECT;

    private final String word = name().toLowerCase(Locale.ROOT);

    /** How the configuration file spells it. */
    public String word() {
      return word;
    }
  }
}
