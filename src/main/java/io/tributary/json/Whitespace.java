package io.tributary.json;

/**
 * Skips whitespace: space, tab, line feed and carriage return (RFC 8259, 2).
 *
 * <p>Most gaps are empty. Most others are one space, or a line feed and an indentation. An empty
 * gap takes one comparison. A line feed with spaces, or spaces alone, take one for eight bytes.
 */
final class Whitespace {

  private static final long SPACES = Swar.all(' ');
  private static final long LINE = SPACES ^ ' ' ^ '\n';
  private static final long SET = 1L << ' ' | 1L << '\t' | 1L << '\n' | 1L << '\r';

  private Whitespace() {}

  /**
   * Returns the position of the first byte from {@code pos} that is not whitespace, or {@code to}.
   */
  static int end(byte[] bytes, int pos, int to) {
    return pos < to && bytes[pos] > ' ' ? pos : endOfRun(bytes, pos, to);
  }

  /**
   * Returns the position after the last byte before {@code to} that is not whitespace, or {@code
   * from}.
   */
  static int start(byte[] bytes, int from, int to) {
    int pos = to;
    while (pos > from && isWhitespace(bytes[pos - 1])) {
      pos--;
    }
    return pos;
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
