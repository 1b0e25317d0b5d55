package io.tributary.json;

/**
 * Checks one non-ASCII character in strict UTF-8 (RFC 3629): shortest form only, no surrogates,
 * nothing above U+10FFFF.
 *
 * <p>The first two bytes decide: after {@code E0, ED, F0, F4} the second byte has a narrower range
 * than {@code 80..BF}, and {@code C0, C1, F5..FF} start no character. Two-byte characters, the most
 * frequent ones in European texts, take two comparisons.
 */
final class Utf8 {

  private Utf8() {}

  /** Returns the position of the first malformed character, or {@code to} if there is none. */
  static int firstMalformed(byte[] bytes, int from, int to) {
    int pos = from;
    while (pos < to) {
      int length = bytes[pos] < 0 ? length(bytes, pos, to) : 1;
      if (length == 0) {
        return pos;
      }
      pos += length;
    }
    return to;
  }

  /**
   * Returns the length of the character that starts at {@code pos} with a byte of 128 or more: 2, 3
   * or 4 bytes. Returns 0 if it is malformed or incomplete at {@code to}.
   */
  static int length(byte[] bytes, int pos, int to) {
    int lead = bytes[pos] & 0xFF;
    if (lead < 0xE0) {
      return lead >= 0xC2 && to - pos >= 2 && isTail(bytes[pos + 1]) ? 2 : 0;
    }
    if (lead < 0xF0) {
      return to - pos >= 3 && isSecondOfThree(lead, bytes[pos + 1]) && isTail(bytes[pos + 2])
          ? 3
          : 0;
    }
    return to - pos >= 4
            && isSecondOfFour(lead, bytes[pos + 1])
            && isTail(bytes[pos + 2])
            && isTail(bytes[pos + 3])
        ? 4
        : 0;
  }

  /** Whether the byte is in 80..BF: as a signed byte, it is below C0. */
  private static boolean isTail(byte b) {
    return b < (byte) 0xC0;
  }

  /**
   * Checks the second byte of three: A0..BF after E0, because the form would be too long, and
   * 80..9F after ED, because it would be a surrogate.
   */
  private static boolean isSecondOfThree(int lead, byte second) {
    return switch (lead) {
      case 0xE0 -> isTail(second) && second >= (byte) 0xA0;
      case 0xED -> second < (byte) 0xA0;
      default -> isTail(second);
    };
  }

  /**
   * Checks the second byte of four: 90..BF after F0, because the form would be too long, 80..8F
   * after F4, and none after F5 and above, because of the limit U+10FFFF.
   */
  private static boolean isSecondOfFour(int lead, byte second) {
    return switch (lead) {
      case 0xF0 -> isTail(second) && second >= (byte) 0x90;
      case 0xF1, 0xF2, 0xF3 -> isTail(second);
      case 0xF4 -> second < (byte) 0x90;
      default -> false;
    };
  }
}
