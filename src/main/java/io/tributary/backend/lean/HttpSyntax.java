package io.tributary.backend.lean;

import java.nio.charset.StandardCharsets;

/**
 * Scans the bytes of response heads: tokens, numbers, lists and line ends (RFC 9110 and 9112).
 * Names are compared ignoring case. The caller guarantees that the scanned bytes end with a line
 * feed. Stateless.
 */
final class HttpSyntax {
  /** Larger than every limit. Ten times as much still is a long. */
  static final long MAX_NUMBER = 100_000_000_000_000_000L;

  private static final boolean[] TOKEN = new boolean[256];

  static {
    "!#$%&'*+-.^_`|~".chars().forEach(c -> TOKEN[c] = true);
    for (int c = 0; c < 128; c++) {
      TOKEN[c] |= Character.isLetterOrDigit(c);
    }
  }

  private HttpSyntax() {}

  /** The bytes of a text. Names to compare must be in lower case. */
  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether the first {@code length} bytes equal those of the prefix. */
  static boolean startWith(byte[] bytes, int length, byte[] prefix) {
    for (int i = 0; i < length; i++) {
      if (bytes[i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes at {@code from} equal the name, ignoring case. */
  static boolean equal(byte[] bytes, int from, byte[] name) {
    for (int i = 0; i < name.length; i++) {
      byte b = bytes[from + i];
      if (name[i] != (b >= 'A' && b <= 'Z' ? b + ('a' - 'A') : b)) {
        return false;
      }
    }
    return true;
  }

  /** Whether the bytes from one index to another, exclusive, equal the name, ignoring case. */
  static boolean is(byte[] bytes, int from, int to, byte[] name) {
    return to - from == name.length && equal(bytes, from, name);
  }

  /** Whether a comma-separated list contains the name. */
  static boolean listed(byte[] bytes, int from, int to, byte[] name) {
    return anyMember(bytes, from, to, (first, end) -> is(bytes, first, end, name));
  }

  /**
   * Whether a comma-separated list contains a member other than the name. Empty members are
   * ignored.
   */
  static boolean listsOther(byte[] bytes, int from, int to, byte[] name) {
    return anyMember(bytes, from, to, (first, end) -> first < end && !is(bytes, first, end, name));
  }

  /** A condition on a member of a list, which may be empty. */
  interface Member {
    boolean test(int from, int to);
  }

  /** Whether a member of a comma-separated list meets the condition. */
  static boolean anyMember(byte[] bytes, int from, int to, Member member) {
    int start = from;
    while (start <= to) {
      int comma = start;
      while (comma < to && bytes[comma] != ',') {
        comma++;
      }
      int first = afterBlanks(bytes, start, comma);
      if (member.test(first, beforeBlanks(bytes, first, comma))) {
        return true;
      }
      start = comma + 1;
    }
    return false;
  }

  /**
   * Reads a decimal number of any length. A larger one than {@link #MAX_NUMBER} is read as that.
   * Fails if there is any other character.
   */
  static long number(byte[] bytes, int from, int to) {
    long number = 0;
    for (int i = from; i < to; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        throw ResponseHead.malformed();
      }
      number = Math.min(MAX_NUMBER, number * 10 + bytes[i] - '0');
    }
    return number;
  }

  static int endOfDigits(byte[] bytes, int from) {
    int pos = from;
    while (bytes[pos] >= '0' && bytes[pos] <= '9') {
      pos++;
    }
    return pos;
  }

  static int endOfToken(byte[] bytes, int from) {
    int pos = from;
    while (TOKEN[bytes[pos] & 0xFF]) {
      pos++;
    }
    return pos;
  }

  /**
   * The index of the carriage return that ends the line, before its line feed. Fails if the line
   * has control characters.
   */
  static int endOfLine(byte[] bytes, int from) {
    int pos = from;
    while ((bytes[pos] >= ' ' && bytes[pos] != 0x7F) || bytes[pos] < 0 || bytes[pos] == '\t') {
      pos++;
    }
    if (bytes[pos] != '\r' || bytes[pos + 1] != '\n') {
      throw ResponseHead.malformed();
    }
    return pos;
  }

  /** Whether this is a space or a tab. */
  static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  static int afterBlanks(byte[] bytes, int from, int to) {
    int pos = from;
    while (pos < to && isBlank(bytes[pos])) {
      pos++;
    }
    return pos;
  }

  static int beforeBlanks(byte[] bytes, int from, int to) {
    int pos = to;
    while (pos > from && isBlank(bytes[pos - 1])) {
      pos--;
    }
    return pos;
  }
}
