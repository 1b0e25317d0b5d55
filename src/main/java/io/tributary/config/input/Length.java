package io.tributary.config.input;

/**
 * The rule for the length of a string.
 *
 * @param least the fewest characters (Unicode code points, as JSON Schema counts)
 * @param most the most characters
 */
public record Length(int least, int most) implements ValueRule {
  /** The most characters of a string whose declaration does not say. */
  public static final int DEFAULT_MOST = 1024;

  @Override
  public boolean allows(String value) {
    int length = value.codePointCount(0, value.length());
    return length >= least && length <= most;
  }

  @Override
  public String requirement() {
    return least == 0
        ? "have at most " + most + " characters"
        : "have " + least + " to " + most + " characters";
  }
}
