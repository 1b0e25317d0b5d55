package io.tributary.json;

import java.util.Objects;

/**
 * Checks bytes to be exactly one well-formed RFC 8259 document in strict UTF-8, so that they can be
 * copied into another document without harm.
 *
 * <p>The root may be any value. As the grammar allows, names may repeat, numbers may have any size,
 * and an escape may be half of a surrogate pair. A byte order mark, a comment, a surplus comma and
 * an empty document are errors.
 *
 * <p>Stateless and thread-safe. Takes linear time, does not recurse, and allocates nothing for a
 * valid document up to 64 levels deep.
 *
 * <p>How: an <em>item</em> is due (in an object that is a name, a colon and a value, elsewhere a
 * value), then either a comma and the next item or any number of closing brackets. The open
 * brackets are a stack of bits, the innermost lowest, 1 for an object. One {@code long} holds 64
 * levels; before a 65th is opened it is set aside. {@link Members} passes over what most objects
 * are full of; what it stops at is looked at here. A second pass judges what is not ASCII: bytes
 * that are in the cache anyway, and none of whose characters the first has to stop at.
 *
 * <p>The loop holds as few variables as it can, and each error is put together where it is found:
 * one variable more, kept through the loop for the sake of errors, was measured to cost a tenth of
 * its speed.
 */
public final class JsonCheck {

  /** The greatest nesting depth of arrays and objects. */
  static final int MAX_DEPTH = 1000;

  private static final long OBJECT = 1;
  private static final long INNERMOST_TWO = 3;
  private static final int NEXT_OBJECT = '}' | ',' << 8 | '{' << 16 | '"' << 24;
  private static final long[] NONE = {};

  private JsonCheck() {}

  /**
   * Checks the bytes from {@code from} (inclusive) to {@code to} (exclusive); reads no others.
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
    while (true) { // an item is due
      pos = Whitespace.end(bytes, pos, to);
      int passed = (open & OBJECT) == 0 ? pos : Members.end(bytes, pos, to);
      if (passed > pos) {
        pos = passed;
        if (isNextObject(bytes, pos, to) && depth > 1 && (open & INNERMOST_TWO) == OBJECT) {
          pos += 3;
          continue; // one object of an array after another: what is open stays the same
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
