package io.tributary.json;

/**
 * Finds what is well-formed JSON and yet fits into no tree: an escape sequence that is half of a
 * surrogate pair, because such text cannot be written as UTF-8 again, and a number that no {@link
 * java.math.BigDecimal} holds or that takes long to convert.
 *
 * <p>Only documents that something looks into are checked; others are passed on as they are.
 * Stateless and thread-safe. The check takes linear time and allocates nothing for a document that
 * fits.
 */
public final class TreeCheck {
  /**
   * The most characters of a number. Converting digits takes time that grows faster than their
   * count. The same limit is the default of Jackson.
   */
  public static final int MAX_NUMBER = 1000;

  private static final int ESCAPE_LENGTH = 6;
  private static final int UNICODE_ESCAPE = 'u';

  private TreeCheck() {}

  /**
   * Checks a document.
   *
   * @param json bytes for which {@link JsonCheck#check} found nothing
   * @return {@link Verdict#VALID} if it fits into a tree
   */
  public static Verdict check(byte[] json) {
    int pos = 0;
    while (pos < json.length) {
      byte first = json[pos];
      if (first == '"') {
        int end = endOfText(json, pos + 1);
        if (end < 0) {
          return new Verdict.Invalid(~end, "half of a surrogate pair");
        }
        pos = end;
      } else if (first == '-' || isDigit(first)) {
        int end = endOfNumber(json, pos);
        if (end - pos > MAX_NUMBER) {
          return new Verdict.Invalid(pos, "number longer than " + MAX_NUMBER + " characters");
        }
        if (!fits(json, pos, end)) {
          return new Verdict.Invalid(pos, "number out of range");
        }
        pos = end;
      } else {
        pos++;
      }
    }
    return Verdict.VALID;
  }

  /** The position after the closing quote, or {@code ~p} if half of a pair starts at {@code p}. */
  private static int endOfText(byte[] json, int from) {
    int pos = from;
    while (json[pos] != '"') {
      if (json[pos] != '\\') {
        pos++;
      } else if (json[pos + 1] != UNICODE_ESCAPE) {
        pos += 2;
      } else {
        char unit = unit(json, pos);
        if (!Character.isSurrogate(unit)) {
          pos += ESCAPE_LENGTH;
        } else if (Character.isHighSurrogate(unit) && isLowSurrogate(json, pos + ESCAPE_LENGTH)) {
          pos += 2 * ESCAPE_LENGTH;
        } else {
          return ~pos;
        }
      }
    }
    return pos + 1;
  }

  private static boolean isLowSurrogate(byte[] json, int pos) {
    return json[pos] == '\\'
        && json[pos + 1] == UNICODE_ESCAPE
        && Character.isLowSurrogate(unit(json, pos));
  }

  /** The UTF-16 code unit of the escape sequence at this position. */
  private static char unit(byte[] json, int pos) {
    int unit = 0;
    for (int i = pos + 2; i < pos + ESCAPE_LENGTH; i++) {
      unit = unit << 4 | Character.digit(json[i], 16);
    }
    return (char) unit;
  }

  private static int endOfNumber(byte[] json, int from) {
    int pos = from;
    while (pos < json.length && isInNumber(json[pos])) {
      pos++;
    }
    return pos;
  }

  private static boolean isInNumber(byte b) {
    return isDigit(b) || b == '-' || b == '+' || b == '.' || b == 'e' || b == 'E';
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Whether the exponent and the scale of a decimal are within the range of an {@code int}. */
  private static boolean fits(byte[] json, int from, int end) {
    int point = end;
    int pos = from;
    while (pos < end && (json[pos] | 0x20) != 'e') {
      point = json[pos] == '.' ? pos : point;
      pos++;
    }
    if (pos == end) {
      return true;
    }
    long decimals = Math.max(0, pos - point - 1);
    long exponent = exponent(json, pos + 1, end);
    return (int) exponent == exponent && (int) (decimals - exponent) == decimals - exponent;
  }

  /** The exponent; of one that is far out of range, some number that is out of range too. */
  private static long exponent(byte[] json, int from, int end) {
    boolean negative = json[from] == '-';
    long value = 0;
    for (int i = isDigit(json[from]) ? from : from + 1;
        i < end && value <= 1L << Integer.SIZE;
        i++) {
      value = 10 * value + json[i] - '0';
    }
    return negative ? -value : value;
  }
}
