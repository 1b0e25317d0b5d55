package io.tributary.json;

/**
 * Judges one non-ASCII character in strict UTF-8 (RFC 3629): shortest form only, no surrogates,
 * nothing above U+10FFFF.
 *
 * <p>All of that is decided by the first two bytes: after {@code E0, ED, F0, F4} the second byte
 * has a narrower range than {@code 80..BF}; {@code C0, C1, F5..FF} start nothing. Two-byte
 * characters, the most of European text, take two comparisons.
 */
final class Utf8 {

  private Utf8() {}

  /** Where the first character is that is not well formed; {@code to} if there is none. */
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
   * How many bytes the character has that starts at {@code pos} with a byte of 128 or more: 2, 3 or
   * 4; or 0 if it is not well formed or is cut off by {@code to}.
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

  /** 80..BF: as signed bytes, everything below C0. */
  private static boolean isTail(byte b) {
    return b < (byte) 0xC0;
  }

  /** E0 goes on with A0..BF, lest the form be too long; ED with 80..9F, lest it be a surrogate. */
  private static boolean isSecondOfThree(int lead, byte second) {
    return switch (lead) {
      case 0xE0 -> isTail(second) && second >= (byte) 0xA0;
      case 0xED -> second < (byte) 0xA0;
      default -> isTail(second);
    };
  }

  /** F0 goes on with 90..BF, lest the form be too long; F4 with 80..8F; F5 and above not at all. */
  private static boolean isSecondOfFour(int lead, byte second) {
    return switch (lead) {
      case 0xF0 -> isTail(second) && second >= (byte) 0x90;
      case 0xF1, 0xF2, 0xF3 -> isTail(second);
      case 0xF4 -> second < (byte) 0x90;
      default -> false;
    };
  }
}
