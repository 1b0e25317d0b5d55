package io.tributary.json;

/**
 * Checks that text is strict UTF-8, eight bytes at a time.
 *
 * <p>Shifting a word left by one, two or three bits moves the next bits of every byte to its mark.
 * That distinguishes continuation bytes (10...) from lead bytes (11...), and among these the leads
 * of three or more bytes (111...) and of four (1111...). The marks of the leads, shifted by one,
 * two or three bytes, show where continuation bytes must be, and they may be nowhere else. What is
 * shifted beyond the end of the word is expected in the next one. Leads with more restrictions
 * (Unicode, table 3-7) are checked separately, in the words that have any.
 */
final class Utf8Scan {

  private static final long SURROGATE_LEADS = Swar.all(0xED);
  private static final long ABOVE_ONE = Swar.all(0x1E);
  private static final long LOW_NIBBLE = Swar.all(0x0F);
  private static final long LOW_BITS = Swar.all(0x7F);
  private static final int BLOCK = 4 * Long.BYTES;

  private Utf8Scan() {}

  /** Whether all bytes from {@code from} to {@code to} are well formed (RFC 3629). */
  static boolean isWellFormed(byte[] bytes, int from, int to) {
    int last = to - Long.BYTES;
    if (last < from) {
      return Utf8.firstMalformed(bytes, from, to) == to;
    }
    long due = 0;
    for (int pos = endOfAscii(bytes, from, to); pos < to; pos += Long.BYTES) {
      long word = pos <= last ? Swar.eight(bytes, pos) : rest(bytes, pos, to);
      long others = word & Swar.MARKS;
      if ((others | due) == 0) {
        pos = endOfAscii(bytes, pos + Long.BYTES, to) - Long.BYTES;
        continue;
      }
      long leads = others & (word << 1);
      long threes = leads & (word << 2);
      long fours = threes & (word << 3);
      if ((leads << 8 | threes << 16 | fours << 24 | due) != (others ^ leads)) {
        return false;
      }
      long special =
          (leads & zeros(word & ABOVE_ONE)) | (leads & zeros(word ^ SURROGATE_LEADS)) | fours;
      if (special != 0 && breaksRange(word, next(word, bytes, pos, to), leads, threes, fours)) {
        return false;
      }
      due = leads >>> 56 | threes >>> 48 | fours >>> 40;
    }
    return due == 0;
  }

  /**
   * Returns the start of the first block of words with a non-ASCII byte, or of the rest that is
   * shorter than a block.
   */
  private static int endOfAscii(byte[] bytes, int from, int to) {
    int pos = from;
    while (pos <= to - BLOCK) {
      long all =
          Swar.eight(bytes, pos)
              | Swar.eight(bytes, pos + 8)
              | Swar.eight(bytes, pos + 16)
              | Swar.eight(bytes, pos + 24);
      if ((all & Swar.MARKS) != 0) {
        return pos;
      }
      pos += BLOCK;
    }
    return pos;
  }

  /** Returns a word of the bytes from {@code pos} to {@code to}, fewer than eight, and zeros. */
  private static long rest(byte[] bytes, int pos, int to) {
    int missing = pos + Long.BYTES - to;
    return Swar.eight(bytes, pos - missing) >>> (Byte.SIZE * missing);
  }

  /** Returns the word at {@code pos} with each byte replaced by the next one. */
  private static long next(long word, byte[] bytes, int pos, int to) {
    int after = pos + Long.BYTES;
    long first = after < to ? bytes[after] : 0;
    return word >>> Byte.SIZE | first << (Long.SIZE - Byte.SIZE);
  }

  /**
   * Whether the word has C0, C1 or F5..FF, or a continuation byte after E0, ED, F0 or F4 that makes
   * an overlong form, a surrogate or a character above U+10FFFF. These bits of the continuation
   * byte decide: 32 after E0 and ED, and 32 and 16 after F0 and F4.
   */
  private static boolean breaksRange(long word, long next, long leads, long threes, long fours) {
    long twos = leads ^ threes;
    long threesOnly = threes ^ fours;
    long low = word & LOW_NIBBLE;
    long tooShort = twos & zeros(word & ABOVE_ONE);
    long upper = next << 2;
    long either = upper | next << 3;
    long zero = zeros(low);
    long wrong =
        tooShort
            | (threesOnly & zero & ~upper)
            | (threesOnly & zeros(word ^ SURROGATE_LEADS) & upper)
            | (fours & zero & ~either)
            | (fours & zeros(low ^ Swar.all(4)) & either)
            | (fours & (low + Swar.all(0x7B)));
    return wrong != 0;
  }

  /**
   * Marks the bytes whose lower seven bits are zero. All marks are exact. The other bits are
   * undefined.
   */
  private static long zeros(long word) {
    return ~((word & LOW_BITS) + LOW_BITS);
  }
}
