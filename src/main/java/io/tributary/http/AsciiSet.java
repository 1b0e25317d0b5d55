package io.tributary.http;

/** A set of ASCII characters, to validate client input. Immutable. */
final class AsciiSet {
  private final long low;
  private final long high;

  /** A set of the digits, the letters and the given characters. */
  static AsciiSet alphanumericAnd(String others) {
    return new AsciiSet("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz" + others);
  }

  AsciiSet(String characters) {
    long first = 0;
    long second = 0;
    for (int i = 0; i < characters.length(); i++) {
      char c = characters.charAt(i);
      if (c < Long.SIZE) {
        first |= 1L << c;
      } else {
        second |= 1L << c;
      }
    }
    low = first;
    high = second;
  }

  boolean contains(char c) {
    return c < 2 * Long.SIZE && ((c < Long.SIZE ? low : high) >>> c & 1) != 0;
  }

  /**
   * The index of the first character at or after {@code from} that is not in the set, or the text's
   * length.
   */
  int end(String text, int from) {
    int end = from;
    while (end < text.length() && contains(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
