package io.tributary.json;

/**
 * Skips the four characters that JSON calls whitespace: space, tab, line feed, carriage return.
 *
 * <p>Most gaps are empty and the rest are mostly one space, or a line feed and an indentation. The
 * empty gap is one comparison; a line feed with spaces, or spaces alone, go eight bytes at a time.
 */
final class Whitespace {

  private static final long SPACES = Swar.all(' ');
  private static final long LINE = SPACES ^ ' ' ^ '\n';
  private static final long SET = 1L << ' ' | 1L << '\t' | 1L << '\n' | 1L << '\r';

  private Whitespace() {}

  /** The position of the first byte from {@code pos} on that is not whitespace, or {@code to}. */
  static int end(byte[] bytes, int pos, int to) {
    return pos < to && bytes[pos] > ' ' ? pos : endOfRun(bytes, pos, to);
  }

  private static int endOfRun(byte[] bytes, int from, int to) {
    int pos = from;
    while (pos <= to - Long.BYTES) {
      long others = Swar.eight(bytes, pos) ^ (bytes[pos] == '\n' ? LINE : SPACES);
      pos += Swar.firstMarked(others);
      if (others != 0) {
        if (bytes[pos] > ' ' || !isWhitespace(bytes[pos])) {
          return pos;
        }
        pos++;
      }
    }
    while (pos < to && isWhitespace(bytes[pos])) {
      pos++;
    }
    return pos;
  }

  private static boolean isWhitespace(byte b) {
    return b >= 0 && b <= ' ' && (SET >>> b & 1) != 0;
  }
}
