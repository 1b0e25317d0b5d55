package io.tributary.json;

/**
 * Checks one escape sequence in a string: a backslash and one of {@code "\/bfnrt}, or {@code u} and
 * four hexadecimal digits. As in the grammar, the digits may be half of a surrogate pair.
 */
final class Escape {

  private static final int HEX_DIGITS = 4;

  private Escape() {}

  /**
   * Returns the position after the escape sequence that starts at {@code pos}, {@code ~to} if it is
   * incomplete, or {@code ~pos} if it is malformed.
   */
  static int end(byte[] bytes, int pos, int to) {
    if (bytes[pos] != '\\') {
      return ~pos;
    }
    int letter = pos + 1;
    if (letter == to) {
      return ~to;
    }
    return switch (bytes[letter]) {
      case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> letter + 1;
      case 'u' -> endOfHex(bytes, pos, to);
      default -> ~pos;
    };
  }

  private static int endOfHex(byte[] bytes, int pos, int to) {
    int first = pos + 2;
    for (int digit = first; digit < first + HEX_DIGITS; digit++) {
      if (digit == to) {
        return ~to;
      }
      if (!isHex(bytes[digit])) {
        return ~pos;
      }
    }
    return first + HEX_DIGITS;
  }

  private static boolean isHex(byte b) {
    int lower = b | 0x20;
    return (b >= '0' && b <= '9') || (lower >= 'a' && lower <= 'f');
  }
}
