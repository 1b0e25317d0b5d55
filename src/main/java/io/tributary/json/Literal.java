package io.tributary.json;

/** Checks the literals {@code true}, {@code false} and {@code null}, four bytes at a time. */
final class Literal {

  private static final int TRUE = word("true");
  private static final int ALSE = word("alse");
  private static final int NULL = word("null");

  private Literal() {}

  /**
   * Returns the position after the literal that starts at {@code pos}, or {@code ~pos} if there is
   * none.
   */
  static int end(byte[] bytes, int pos, int to) {
    int lastFour = bytes[pos] == 'f' ? pos + 1 : pos;
    if (to - lastFour < Integer.BYTES) {
      return ~pos;
    }
    int expected =
        switch (bytes[pos]) {
          case 't' -> TRUE;
          case 'f' -> ALSE;
          default -> NULL;
        };
    return Swar.four(bytes, lastFour) == expected ? lastFour + Integer.BYTES : ~pos;
  }

  private static int word(String letters) {
    return letters.charAt(0)
        | letters.charAt(1) << 8
        | letters.charAt(2) << 16
        | letters.charAt(3) << 24;
  }
}
