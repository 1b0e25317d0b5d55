package io.tributary.aggregate;

/**
 * Which values of one header the response has from its parts. Immutable.
 *
 * @param name of the header, as the response spells it
 */
public record HeaderRule(String name, Values values) {
  /** Which of the values. */
  public sealed interface Values {
    /** Those of one part, or of the fallback that has taken its place. */
    record From(String part) implements Values {}

    /** The first one. */
    record First() implements Values {}

    /** Each one, in a line of its own. */
    record All() implements Values {}

    /** Each one, in one line and separated by commas. */
    record Append() implements Values {}
  }
}
