package io.tributary.json;

/**
 * Judges one escape within a string: a backslash and one of {@code "\/bfnrt}, or {@code u} and four
 * hexadecimal digits. The grammar asks nothing of those digits: half a surrogate pair passes.
 */
final class Escape {

  private static final int HEX_DIGITS = 4;

  private Escape() {}

  /**
   * The position after the escape that starts at {@code pos}; {@code ~to} if it is cut off there;
   * or {@code ~pos} if there is no good escape.
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
