package io.tributary.json;

/**
 * Finds the end of a string and judges every byte on the way that is ASCII; whether the others are
 * UTF-8 is for {@link Utf8Scan} to say, of the whole document at once.
 *
 * <p>Eight bytes at a time it looks for the first that is not plain: a quote, a backslash or a
 * control character. Xor 2 puts the quote (22) at 20, next to the controls, and swaps nothing else
 * across 20, so that one subtraction of 21 borrows into bit 7 for both; the backslash, xor itself,
 * is zero, where subtracting one borrows. A non-ASCII byte has bit 7 to begin with, which tells it
 * apart. The last bytes of the document go one by one.
 */
final class StringScan {

  private static final long TWOS = Swar.all(0x02);
  private static final long CONTROLS_AND_QUOTE = Swar.all(0x21);
  private static final long BACKSLASHES = Swar.all('\\');
  private static final long ONES = Swar.all(0x01);

  private StringScan() {}

  /**
   * The position after the closing quote of the string whose first byte after the opening quote is
   * at {@code from}, or {@code ~p} if it goes wrong at {@code p}.
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

  /** The rule that a scan found broken at {@code pos}. */
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
