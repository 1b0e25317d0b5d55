package io.tributary.json;

/**
 * Finds the end of a string and checks its ASCII characters. {@link Utf8Scan} checks the non-ASCII
 * characters of the whole document at once.
 *
 * <p>Searches eight bytes at a time for the first one that is not plain: a quote, a backslash or a
 * control character. All numbers here are hexadecimal. Xor 2 moves the quote from 22 to 20, next to
 * the control characters, and moves nothing else across 20. So one subtraction of 21 borrows into
 * bit 7 for both. A backslash xor a backslash is zero, and subtracting one borrows. A non-ASCII
 * byte has bit 7 from the start and is excluded by that. The last bytes of the document are read
 * one by one.
 */
final class StringScan {

  private static final long TWOS = Swar.all(0x02);
  private static final long CONTROLS_AND_QUOTE = Swar.all(0x21);
  private static final long BACKSLASHES = Swar.all('\\');
  private static final long ONES = Swar.all(0x01);

  private StringScan() {}

  /**
   * Returns the position after the closing quote of a string, or {@code ~p} if it is malformed at
   * {@code p}. The first byte after the opening quote is at {@code from}.
   */
  static int end(byte[] bytes, int from, int to) {
    int last = to - Long.BYTES;
    int pos = from;
    while (pos <= last) {
      long marks = othersMarked(Swar.eight(bytes, pos));
      while (marks == 0) {
        pos += Long.BYTES;
        if (pos > last) {
          return endNear(bytes, pos, to);
        }
        marks = othersMarked(Swar.eight(bytes, pos));
      }
      pos += Swar.firstMarked(marks);
      if (bytes[pos] == '"') {
        return pos + 1;
      }
      pos = Escape.end(bytes, pos, to);
      if (pos < 0) {
        return pos;
      }
    }
    return endNear(bytes, pos, to);
  }

  /** The rule that is violated at {@code pos}. */
  static Rule broken(byte[] bytes, int pos, int to) {
    if (pos == to) {
      return Rule.UNEXPECTED_END;
    }
    return bytes[pos] == '\\' ? Rule.MALFORMED_ESCAPE : Rule.CONTROL_CHARACTER;
  }

  /** Marks every byte that is not plain. */
  static long othersMarked(long word) {
    return ((word ^ TWOS) - CONTROLS_AND_QUOTE | (word ^ BACKSLASHES) - ONES) & ~word & Swar.MARKS;
  }

  private static int endNear(byte[] bytes, int from, int to) {
    int pos = from;
    while (pos >= 0) {
      if (pos == to) {
        return ~to;
      }
      byte b = bytes[pos];
      if (b == '"') {
        return pos + 1;
      }
      pos = (b & 0xFF) >= ' ' && b != '\\' ? pos + 1 : Escape.end(bytes, pos, to);
    }
    return pos;
  }
}
