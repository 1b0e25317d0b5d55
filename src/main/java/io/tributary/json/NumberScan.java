package io.tributary.json;

/**
 * Finds the end of a number, {@code -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?}.
 *
 * <p>Only the grammar is checked: the number of digits and the exponent are not limited, because
 * the value is not used. Eight bytes are classified at a time: a byte xor {@code '0'} is below ten
 * for digits only, and adding {@code 128 - 10} to the low seven bits sets bit 7 of all others. All
 * of these marks are exact, so one word is enough for most numbers: the first mark ends the
 * integer, and if it is a point, the second mark ends the fraction.
 */
final class NumberScan {

  private static final long ZEROS = Swar.all('0');
  private static final long LOW_BITS = ~Swar.MARKS;
  private static final long TO_BIT_7 = Swar.all(0x80 - 10);

  private NumberScan() {}

  /**
   * Returns the position after the number that starts at {@code pos}, or {@code ~p} if it is
   * malformed at {@code p}. The caller checks what follows the number.
   */
  static int end(byte[] bytes, int pos, int to) {
    int length = pos <= to - Long.BYTES ? shortLength(Swar.eight(bytes, pos)) : 0;
    return length > 0 ? pos + length : endOfAny(bytes, pos, to);
  }

  /** The rule that is violated at {@code pos}. */
  static Rule broken(int pos, int to) {
    return pos == to ? Rule.UNEXPECTED_END : Rule.MALFORMED_NUMBER;
  }

  /**
   * Returns the length of the number at the start of the word, if it is valid, ends within the word
   * and has no sign and no exponent. Otherwise returns 0.
   */
  private static int shortLength(long word) {
    long others = othersMarked(word);
    int length = Swar.firstMarked(others);
    if (length == 0 || length == Long.BYTES || (length > 1 && (word & 0xFF) == '0')) {
      return 0;
    }
    if (at(length, word) == '.') {
      int point = length;
      length = Swar.firstMarked(others & (others - 1));
      if (length == point + 1 || length == Long.BYTES) {
        return 0;
      }
    }
    return (at(length, word) | 0x20) == 'e' ? 0 : length;
  }

  private static int at(int index, long word) {
    return (int) (word >>> (index * Byte.SIZE)) & 0xFF;
  }

  private static int endOfAny(byte[] bytes, int pos, int to) {
    int first = bytes[pos] == '-' ? pos + 1 : pos;
    int end = endOfDigits(bytes, first, to);
    if (end == first) {
      return ~end;
    }
    if (bytes[first] == '0' && end > first + 1) {
      return ~(first + 1);
    }
    if (end < to && bytes[end] == '.') {
      int fraction = end + 1;
      end = endOfDigits(bytes, fraction, to);
      if (end == fraction) {
        return ~end;
      }
    }
    return end < to && (bytes[end] | 0x20) == 'e' ? endOfExponent(bytes, end + 1, to) : end;
  }

  private static int endOfExponent(byte[] bytes, int pos, int to) {
    int first = pos < to && (bytes[pos] == '+' || bytes[pos] == '-') ? pos + 1 : pos;
    int end = endOfDigits(bytes, first, to);
    return end == first ? ~end : end;
  }

  private static int endOfDigits(byte[] bytes, int from, int to) {
    int pos = from;
    while (pos <= to - Long.BYTES) {
      int digits = Swar.firstMarked(othersMarked(Swar.eight(bytes, pos)));
      pos += digits;
      if (digits < Long.BYTES) {
        return pos;
      }
    }
    while (pos < to && bytes[pos] >= '0' && bytes[pos] <= '9') {
      pos++;
    }
    return pos;
  }

  private static long othersMarked(long word) {
    long values = word ^ ZEROS;
    return ((values & LOW_BITS) + TO_BIT_7 | values) & Swar.MARKS;
  }
}
