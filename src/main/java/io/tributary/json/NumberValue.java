package io.tributary.json;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Writes numbers so that those with the same value are the same text: the digits without zeros at
 * their ends, and the power of ten that they are multiplied with. Exact, and linear in the length.
 * Stateless.
 */
final class NumberValue {
  /** Exponents with more digits are compared as they are written. */
  private static final int MOST_EXPONENT_DIGITS = 17;

  private NumberValue() {}

  /** Whether a valid number is written so: an integer that does not end in 0. */
  static boolean isCanonical(byte[] json, int from, int to) {
    for (int i = json[from] == '-' ? from + 1 : from; i < to; i++) {
      if (json[i] < '0' || json[i] > '9') {
        return false;
      }
    }
    return json[to - 1] != '0';
  }

  /** The text of a valid number. */
  static byte[] canonical(byte[] json, int from, int to) {
    StringBuilder digits = new StringBuilder(to - from + 20);
    int pos = json[from] == '-' ? from + 1 : from;
    long power = 0;
    boolean fraction = false;
    for (; pos < to && (json[pos] | 0x20) != 'e'; pos++) {
      if (json[pos] == '.') {
        fraction = true;
      } else {
        power -= fraction ? 1 : 0;
        if (json[pos] != '0' || !digits.isEmpty()) {
          digits.append((char) json[pos]);
        }
      }
    }
    int length = digits.length();
    while (length > 0 && digits.charAt(length - 1) == '0') {
      length--;
      power++;
    }
    if (length == 0) {
      return new byte[] {'0'};
    }
    digits.setLength(length);
    String exponent = pos < to ? exponent(json, pos + 1, to) : "0";
    if (exponent.length() > MOST_EXPONENT_DIGITS) {
      return new String(json, from, to - from, US_ASCII).getBytes(US_ASCII);
    }
    power += Long.parseLong(exponent);
    if (json[from] == '-') {
      digits.insert(0, '-');
    }
    if (power != 0) {
      digits.append('e').append(power);
    }
    return digits.toString().getBytes(US_ASCII);
  }

  /** The exponent without a plus and without leading zeros. */
  private static String exponent(byte[] json, int from, int to) {
    boolean negative = json[from] == '-';
    int first = negative || json[from] == '+' ? from + 1 : from;
    while (first < to - 1 && json[first] == '0') {
      first++;
    }
    return (negative ? "-" : "") + new String(json, first, to - first, US_ASCII);
  }
}
