package io.tributary.config.input;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * The rule that a regular expression is found in a value. Like a {@code pattern} of JSON Schema, it
 * is anchored only where it says so. RE2 finds it in linear time, so no value can block an event
 * loop.
 */
public record Matching(Pattern pattern) implements ValueRule {
  /** The most characters of a pattern. */
  public static final int MOST_CHARACTERS = 500;

  private static final int MOST_SHOWN = 100;

  /** The time of a search is the length of the value times this size. */
  private static final int MOST_INSTRUCTIONS = 1024;

  /** About 10 ms at worst; an instruction for a character takes 3 to 25 ns. */
  private static final int MOST_STEPS = 1 << 20;

  /**
   * Compiles a pattern.
   *
   * @param longest the most characters of a value
   * @throws IllegalArgumentException if it cannot be used; the message is for whoever wrote it
   */
  public static Matching of(String regex, int longest) {
    if (regex.length() > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "must not be longer than " + MOST_CHARACTERS + " characters");
    }
    if (RepeatCount.of(regex) > MOST_INSTRUCTIONS) {
      throw tooLarge();
    }
    Pattern compiled = compile(regex);
    if (compiled.programSize() > MOST_INSTRUCTIONS) {
      throw tooLarge();
    }
    if ((long) compiled.programSize() * longest > MOST_STEPS) {
      throw new IllegalArgumentException(
          "takes too long on strings of " + longest + " characters; lower maxLength");
    }
    return new Matching(compiled);
  }

  private static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException mistake) {
      throw new IllegalArgumentException(
          "is not a regular expression of RE2, which has no look-around and no back references: "
              + mistake.getDescription()
              + " "
              + mistake.getPattern(),
          mistake);
    }
  }

  private static IllegalArgumentException tooLarge() {
    return new IllegalArgumentException("repeats too much; lower the counts in { }");
  }

  @Override
  public boolean allows(String value) {
    return pattern.matcher(value).find();
  }

  @Override
  public String requirement() {
    String text = pattern.pattern();
    return "match the pattern "
        + (text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text);
  }
}
