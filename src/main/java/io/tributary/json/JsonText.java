package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Writes our own texts (names, messages) as JSON strings.
 *
 * <p>Stateless and thread-safe.
 */
public final class JsonText {

  private static final char REPLACEMENT = '\uFFFD';

  private JsonText() {}

  /**
   * The text as a JSON string literal in UTF-8, including the quotes.
   *
   * <p>Quotes, backslashes and control characters are escaped, and so are U+2028 and U+2029, which
   * end a line for some readers. Half a surrogate pair, which UTF-8 cannot express, becomes the
   * escape of U+FFFD. Everything else is written as it is.
   */
  public static byte[] quoted(String text) {
    StringBuilder literal = new StringBuilder(text.length() + 16).append('"');
    text.codePoints().forEach(c -> append(literal, c));
    return literal.append('"').toString().getBytes(UTF_8);
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
