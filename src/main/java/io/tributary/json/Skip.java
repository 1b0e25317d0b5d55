package io.tributary.json;

/**
 * Finds where the values of a document end, without a look at what they hold. The document must be
 * one that {@link JsonCheck} found valid, so nothing is checked again. Stateless and thread-safe.
 *
 * <p>Brackets are counted, not matched: in a valid document they match. Eight bytes are looked at
 * together. The number of quotes up to a byte is odd inside of a string, and brackets there do not
 * count (the idea is simdjson's: Langdale and Lemire, "Parsing Gigabytes of JSON per Second",
 * 2019). A string with an escape sequence is read to its end at once. Setting bit 5 makes one
 * character of {@code [} and {@code {}, and one of {@code ]} and {@code }}. It maps no other
 * character of JSON outside of strings to these.
 */
final class Skip {
  private static final long BIT_5 = Swar.all(0x20);
  private static final long QUOTES = Swar.all('"');
  private static final long BACKSLASHES = Swar.all('\\');
  private static final long OPENING = Swar.all('{');
  private static final long CLOSING = Swar.all('}');

  private Skip() {}

  /** The position after the value that starts at {@code pos}. */
  static int value(byte[] json, int pos, int to) {
    return switch (json[pos]) {
      case '"' -> string(json, pos, to);
      case '{', '[' -> brackets(json, pos);
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

  private static int brackets(byte[] json, int from) {
    int last = json.length - Long.BYTES;
    int depth = 1;
    int pos = from + 1;
    long inString = 0; // in a string all bits are set
    while (pos <= last) {
      long word = Swar.eight(json, pos);
      long strings = Swar.parities(Swar.zeros(word ^ QUOTES)) ^ inString;
      long bracket = word | BIT_5;
      long opening = Swar.zeros(bracket ^ OPENING) & ~strings;
      long closing = Swar.zeros(bracket ^ CLOSING) & ~strings;
      long escapes = Swar.zeros(word ^ BACKSLASHES);
      if (escapes != 0) {
        long before = Long.lowestOneBit(escapes) - 1;
        opening &= before;
        closing &= before;
      }
      int closed = Long.bitCount(closing);
      if (closed >= depth) {
        int end = end(opening, closing, depth);
        if (end > 0) {
          return pos + end;
        }
      }
      depth += Long.bitCount(opening) - closed;
      if (escapes == 0) {
        inString = strings >> (Long.SIZE - 1);
        pos += Long.BYTES;
      } else {
        inString = 0;
        pos = StringScan.end(json, pos + Swar.firstMarked(escapes), json.length);
      }
    }
    return endNear(json, pos, depth, inString != 0);
  }

  /** The number of bytes up to the bracket that closes the value; 0 if it is not among these. */
  private static int end(long opening, long closing, int depthBefore) {
    int depth = depthBefore;
    for (long marks = opening | closing; marks != 0; marks &= marks - 1) {
      depth += (opening & Long.lowestOneBit(marks)) == 0 ? -1 : 1;
      if (depth == 0) {
        return Swar.firstMarked(marks) + 1;
      }
    }
    return 0;
  }

  /** The same as {@link #brackets} for the last bytes of the array. */
  private static int endNear(byte[] json, int from, int depthBefore, boolean inString) {
    int depth = depthBefore;
    int pos = inString ? StringScan.end(json, from, json.length) : from;
    while (depth > 0) {
      switch (json[pos]) {
        case '"' -> pos = StringScan.end(json, pos + 1, json.length);
        case '{', '[' -> {
          depth++;
          pos++;
        }
        case '}', ']' -> {
          depth--;
          pos++;
        }
        default -> pos++;
      }
    }
    return pos;
  }
}
