package io.tributary.json;

/**
 * Finds where the values of a document end, without a look at what they hold. The document must be
 * one that {@link JsonCheck} found valid, so nothing is checked again. Stateless and thread-safe.
 *
 * <p>Brackets are counted, not matched: in a valid document they match. Eight bytes are looked at
 * together for the next quote or bracket. Setting bit 5 makes one character of {@code [} and {@code
 * {}, and one of {@code ]} and {@code }}. It maps no other character of JSON outside of strings to
 * these or to the quote.
 */
final class Skip {
  private static final long ONES = Swar.all(0x01);
  private static final long BIT_5 = Swar.all(0x20);
  private static final long QUOTES = Swar.all('"');
  private static final long OPENING = Swar.all('{');
  private static final long CLOSING = Swar.all('}');

  private Skip() {}

  /** The position after the value that starts at {@code pos}. */
  static int value(byte[] json, int pos, int to) {
    return switch (json[pos]) {
      case '"' -> string(json, pos, to);
      case '{', '[' -> brackets(json, pos, to);
      default -> scalar(json, pos, to);
    };
  }

  /** The position after the string whose opening quote is at {@code pos}. */
  static int string(byte[] json, int pos, int to) {
    return StringScan.end(json, pos + 1, to);
  }

  /** Numbers and literals end before a comma, a closing bracket or whitespace. */
  private static int scalar(byte[] json, int from, int to) {
    int pos = from;
    while (pos < to && isOfScalar(json[pos])) {
      pos++;
    }
    return pos;
  }

  private static boolean isOfScalar(byte b) {
    return b > ' ' && b != ',' && b != ']' && b != '}';
  }

  private static int brackets(byte[] json, int from, int to) {
    int depth = 0;
    int pos = from;
    while (true) {
      pos = next(json, pos, to);
      switch (json[pos]) {
        case '"' -> pos = string(json, pos, to);
        case '{', '[' -> {
          depth++;
          pos++;
        }
        default -> {
          depth--;
          pos++;
          if (depth == 0) {
            return pos;
          }
        }
      }
    }
  }

  /** The position of the next quote or bracket. There is one before a bracket is closed. */
  private static int next(byte[] json, int from, int to) {
    int pos = from;
    while (pos <= to - Long.BYTES) {
      long word = Swar.eight(json, pos) | BIT_5;
      long marks =
          (((word ^ QUOTES) - ONES) | ((word ^ OPENING) - ONES) | ((word ^ CLOSING) - ONES))
              & ~word
              & Swar.MARKS;
      if (marks != 0) {
        return pos + Swar.firstMarked(marks);
      }
      pos += Long.BYTES;
    }
    while (!isQuoteOrBracket(json[pos])) {
      pos++;
    }
    return pos;
  }

  private static boolean isQuoteOrBracket(byte b) {
    return b == '"' || (b | 0x20) == '{' || (b | 0x20) == '}';
  }
}
