package io.tributary.json;

/**
 * Passes over text in which non-ASCII characters are frequent, eight bytes at a time and without a
 * branch for any of them.
 *
 * <p>By a shift-based automaton, after Per Vognsen ("Shift-based DFAs", 2020): for each byte there
 * is a word that holds, for each state, the state after it, at the bit where the state's own number
 * says. Shifting that word by the old state gives the new one. A step waits for the shift of the
 * step before, but not for its load. The states are those of Unicode's table 3-7: after {@code E0,
 * ED, F0, F4} the next byte has a narrower range than {@code 80..BF}.
 */
final class Utf8Run {

  private static final int STATE_BITS = 6;
  private static final int ERROR = 0;
  private static final int TEXT = STATE_BITS;
  private static final int ONE_TAIL = 2 * STATE_BITS;
  private static final int TWO_TAILS = 3 * STATE_BITS;
  private static final int THREE_TAILS = 4 * STATE_BITS;
  private static final int AFTER_E0 = 5 * STATE_BITS;
  private static final int AFTER_ED = 6 * STATE_BITS;
  private static final int AFTER_F0 = 7 * STATE_BITS;
  private static final int AFTER_F4 = 8 * STATE_BITS;

  private static final long[] STEPS = new long[256];

  static {
    step(TEXT, 0x00, 0x7F, TEXT);
    step(TEXT, 0xC2, 0xDF, ONE_TAIL);
    step(TEXT, 0xE0, 0xE0, AFTER_E0);
    step(TEXT, 0xE1, 0xEC, TWO_TAILS);
    step(TEXT, 0xED, 0xED, AFTER_ED);
    step(TEXT, 0xEE, 0xEF, TWO_TAILS);
    step(TEXT, 0xF0, 0xF0, AFTER_F0);
    step(TEXT, 0xF1, 0xF3, THREE_TAILS);
    step(TEXT, 0xF4, 0xF4, AFTER_F4);
    step(AFTER_E0, 0xA0, 0xBF, ONE_TAIL);
    step(AFTER_ED, 0x80, 0x9F, ONE_TAIL);
    step(AFTER_F0, 0x90, 0xBF, TWO_TAILS);
    step(AFTER_F4, 0x80, 0x8F, TWO_TAILS);
    step(THREE_TAILS, 0x80, 0xBF, TWO_TAILS);
    step(TWO_TAILS, 0x80, 0xBF, ONE_TAIL);
    step(ONE_TAIL, 0x80, 0xBF, TEXT);
  }

  private Utf8Run() {}

  /**
   * Where the run that starts with a character at {@code from} ends: at a byte that may not stand
   * plainly in a string, before eight bytes of ASCII, at a character that is malformed, or at one
   * of the last before {@code to}. All before that position is well formed.
   */
  static int end(byte[] bytes, int from, int to) {
    int pos = from;
    long state = TEXT;
    while (pos <= to - Long.BYTES) {
      long word = Words.eight(bytes, pos);
      if (state == TEXT && (word & Words.MARKS) == 0) {
        return pos;
      }
      long marks = StringScan.asciiMarked(word);
      state = after(word & before(marks), state);
      if (state == ERROR) {
        break;
      }
      if (marks != 0) {
        return pos + Words.firstMarked(marks);
      }
      pos += Long.BYTES;
    }
    return startOfCharacter(bytes, from, pos);
  }

  /** All bits below the lowest marked byte; all there are if none is marked. */
  private static long before(long marks) {
    return ((marks & -marks) >>> 7) - 1;
  }

  private static long after(long word, long state) {
    long now = state; // in its lowest bits: a shift looks at no others
    for (int i = 0; i < Long.SIZE; i += Byte.SIZE) {
      now = STEPS[(int) (word >>> i) & 0xFF] >>> now;
    }
    return now & (1 << STATE_BITS) - 1;
  }

  /** Where the last character that begins before {@code pos} does, if it may reach beyond it. */
  private static int startOfCharacter(byte[] bytes, int from, int pos) {
    for (int start = pos - 1; start >= Math.max(from, pos - 3); start--) {
      if (bytes[start] >= (byte) 0xC0) {
        return bytes[start] < 0 ? start : pos;
      }
    }
    return pos;
  }

  private static void step(int state, int first, int last, long next) {
    for (int b = first; b <= last; b++) {
      STEPS[b] |= next << state;
    }
  }
}
