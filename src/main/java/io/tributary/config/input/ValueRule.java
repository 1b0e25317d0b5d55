package io.tributary.config.input;

/**
 * A rule for one value of an input, as the client wrote it. Immutable and thread-safe. The time of
 * a check is linear in the length of the value.
 */
public sealed interface ValueRule
    permits Ascii, Format, Length, Matching, Numeric, OneOf, Present, Segment, WithoutDelimiters {
  /** Whether the value keeps the rule. */
  boolean allows(String value);

  /**
   * The rule as the end of a sentence that starts with "must". Shown to clients, so it has nothing
   * of the value.
   */
  String requirement();
}
