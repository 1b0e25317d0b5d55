package io.tributary.json;

import java.util.Objects;

/**
 * Checks that bytes are exactly one well-formed JSON document (RFC 8259) in strict UTF-8. Such
 * bytes can be copied into another document unchanged.
 *
 * <p>The root may be any value. As in the grammar, names may repeat, numbers may have any size, and
 * an escape sequence may be half of a surrogate pair. A byte order mark, a comment, a trailing
 * comma and an empty document are errors.
 *
 * <p>Stateless and thread-safe. The check takes linear time, does not recurse, and allocates
 * nothing for a valid document with up to 64 levels.
 *
 * <p>Algorithm: the loop expects an <em>item</em>, which is a name, a colon and a value in an
 * object, and a value elsewhere. A comma and the next item follow, or any number of closing
 * brackets. Open brackets form a stack of bits: the innermost is the lowest bit, and 1 stands for
 * an object. One {@code long} holds 64 levels and is saved before level 65 is opened. {@link
 * Members} is the fast path for the members of typical objects. A second pass checks non-ASCII
 * characters, whose bytes are in the cache by then. The first pass treats them as plain characters
 * of strings.
 *
 * <p>The loop has few variables, and each error is built where it is found. One more variable for
 * the sake of errors made the loop a tenth slower.
 */
public final class JsonCheck {

  /** The maximum nesting depth of arrays and objects. */
  static final int MAX_DEPTH = 1000;

  private static final long OBJECT = 1;
  private static final long INNERMOST_TWO = 3;
  private static final int NEXT_OBJECT = '}' | ',' << 8 | '{' << 16 | '"' << 24;
  private static final long[] NONE = {};

  private JsonCheck() {}

  /**
   * Checks the bytes from {@code from} (inclusive) to {@code to} (exclusive). Reads no others.
   *
   * @return {@link Verdict#VALID}, or a {@link Verdict.Invalid} whose offset counts from {@code
   *     from}
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  public static Verdict check(byte[] bytes, int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    Verdict verdict = grammar(bytes, from, to);
    return switch (verdict) {
      case Verdict.Valid _ when Utf8Scan.isWellFormed(bytes, from, to) -> verdict;
      case Verdict.Valid _ -> Rule.NOT_UTF8.at(Utf8.firstMalformed(bytes, from, to) - from);
      case Verdict.Invalid(int offset, String _) -> {
        int malformed = Utf8.firstMalformed(bytes, from, from + offset);
        yield malformed < from + offset ? Rule.NOT_UTF8.at(malformed - from) : verdict;
      }
    };
  }

  /** Checks everything except the non-ASCII characters in strings. */
  private static Verdict grammar(byte[] bytes, int from, int to) {
    long open = 0;
    long[] outer = NONE;
    int depth = 0;
    int pos = from;
    while (true) { // expects an item
      pos = Whitespace.end(bytes, pos, to);
      int passed = (open & OBJECT) == 0 ? pos : Members.end(bytes, pos, to);
      if (passed > pos) {
        pos = passed;
        if (isNextObject(bytes, pos, to) && depth > 1 && (open & INNERMOST_TWO) == OBJECT) {
          pos += 3;
          continue; // the next object of an array: the same brackets are open
        }
      } else {
        if (passed < 0) {
          pos = ~passed;
        } else if ((open & OBJECT) != 0) {
          if (isNot('"', bytes, pos, to)) {
            return unexpected(from, pos, to);
          }
          pos = StringScan.end(bytes, pos + 1, to);
          if (pos < 0) {
            return StringScan.broken(bytes, ~pos, to).at(~pos - from);
          }
          pos = Whitespace.end(bytes, pos, to);
          if (isNot(':', bytes, pos, to)) {
            return unexpected(from, pos, to);
          }
          pos = Whitespace.end(bytes, pos + 1, to);
        }
        if (pos == to) {
          return unexpected(from, pos, to);
        }
        byte first = bytes[pos];
        switch (first) {
          case '"' -> {
            pos = StringScan.end(bytes, pos + 1, to);
            if (pos < 0) {
              return StringScan.broken(bytes, ~pos, to).at(~pos - from);
            }
          }
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> {
            pos = NumberScan.end(bytes, pos, to);
            if (pos < 0) {
              return NumberScan.broken(~pos, to).at(~pos - from);
            }
          }
          case '{', '[' -> {
            if (depth == MAX_DEPTH) {
              return Rule.TOO_DEEP.at(pos - from);
            }
            if (depth > 0 && depth % Long.SIZE == 0) {
              outer = outer.length == 0 ? new long[MAX_DEPTH / Long.SIZE + 1] : outer;
              outer[depth / Long.SIZE] = open;
            }
            depth++;
            open = open << 1 | (first == '{' ? OBJECT : 0);
            pos = Whitespace.end(bytes, pos + 1, to);
            if (isNot(closing(open), bytes, pos, to)) {
              continue;
            }
          }
          case 't', 'f', 'n' -> {
            pos = Literal.end(bytes, pos, to);
            if (pos < 0) {
              return Rule.MALFORMED_LITERAL.at(~pos - from);
            }
          }
          default -> {
            return unexpected(from, pos, to);
          }
        }
      }
      while (true) { // a value has ended
        pos = Whitespace.end(bytes, pos, to);
        if (depth == 0) {
          return pos == to ? Verdict.VALID : Rule.AFTER_THE_DOCUMENT.at(pos - from);
        }
        if (pos == to) {
          return unexpected(from, pos, to);
        }
        byte next = bytes[pos];
        if (next == ',') {
          pos++;
          break;
        }
        if (next != closing(open)) {
          return unexpected(from, pos, to);
        }
        pos++;
        depth--;
        open = depth > 0 && depth % Long.SIZE == 0 ? outer[depth / Long.SIZE] : open >>> 1;
      }
    }
  }

  private static boolean isNextObject(byte[] bytes, int pos, int to) {
    return pos <= to - Integer.BYTES && Swar.four(bytes, pos) == NEXT_OBJECT;
  }

  private static int closing(long open) {
    return (open & OBJECT) == 0 ? ']' : '}';
  }

  private static boolean isNot(int expected, byte[] bytes, int pos, int to) {
    return pos == to || bytes[pos] != expected;
  }

  private static Verdict unexpected(int from, int pos, int to) {
    Rule rule = pos == to ? Rule.UNEXPECTED_END : Rule.UNEXPECTED_CHARACTER;
    return rule.at(pos - from);
  }
}
