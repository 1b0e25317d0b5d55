package io.tributary.config;

import java.util.List;

/** What computes a value from the bodies of parts. Immutable. */
public sealed interface Expression {
  /** Whether what it reads must be there. */
  default boolean isStrict() {
    return this instanceof Places places && places.strict();
  }

  /** A JSLT expression over all parts that it names. */
  record Jslt(String text) implements Expression {}

  /**
   * The values at places of one part's body.
   *
   * @param levels one pointer into the body; with several, each but the last leads to an array, and
   *     the next one into its elements
   * @param strict whether a body without one of these places fails the part; what is not there has
   *     no value otherwise
   */
  record Places(String part, List<JsonPointer> levels, boolean strict) implements Expression {
    public Places {
      levels = List.copyOf(levels);
    }
  }
}
