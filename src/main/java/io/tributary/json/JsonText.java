package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Encodes names and messages of this service as JSON strings. Stateless and thread-safe. */
public final class JsonText {

  private static final char REPLACEMENT = '\uFFFD';

  private JsonText() {}

  /**
   * Returns the text as a JSON string in UTF-8, including the quotes.
   *
   * <p>Quotes, backslashes and control characters are escaped. So are U+2028 and U+2029, which some
   * parsers treat as line ends. Half of a surrogate pair has no UTF-8 form and becomes the escape
   * sequence of U+FFFD. Everything else is written unchanged.
   */
  public static byte[] quoted(String text) {
    StringBuilder literal = new StringBuilder(text.length() + 16);
    append(literal, text);
    return literal.toString().getBytes(UTF_8);
  }

  /** Appends the same as text. */
  public static void append(StringBuilder literal, String text) {
    literal.append('"');
    text.codePoints().forEach(c -> append(literal, c));
    literal.append('"');
  }

  private static void append(StringBuilder literal, int c) {
    switch (c) {
      case '"' -> literal.append("\\\"");
      case '\\' -> literal.append("\\\\");
      case '\b' -> literal.append("\\b");
      case '\f' -> literal.append("\\f");
      case '\n' -> literal.append("\\n");
      case '\r' -> literal.append("\\r");
      case '\t' -> literal.append("\\t");
      case '\u2028', '\u2029' -> appendEscape(literal, c);
      default -> {
        if (Character.isISOControl(c)) {
          appendEscape(literal, c);
        } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
          appendEscape(literal, REPLACEMENT);
        } else {
          literal.appendCodePoint(c);
        }
      }
    }
  }

  private static void appendEscape(StringBuilder literal, int c) {
    String digits = Integer.toHexString(c);
    literal.append("\\u").append("0".repeat(4 - digits.length())).append(digits);
  }
}
