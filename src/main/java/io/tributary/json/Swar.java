package io.tributary.json;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Reads eight bytes of an array as one {@code long}, called a word. The first byte is the lowest
 * (SWAR: SIMD within a register).
 *
 * <p>The scanners compute <em>marks</em> from a word: bit 7 of each byte. Only the lowest mark is
 * exact. A marked byte may carry or borrow and change the bits above it, and an unmarked byte never
 * does. {@link #firstMarked} therefore uses the lowest mark alone. The marks of {@link #zeros} are
 * all exact.
 */
final class Swar {

  /** Bit 7 of each byte, the position of the marks. */
  static final long MARKS = 0x8080_8080_8080_8080L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);

  private Swar() {}

  /** Reads eight bytes from {@code pos}. */
  static long eight(byte[] bytes, int pos) {
    return (long) LONGS.get(bytes, pos);
  }

  /** Reads four bytes from {@code pos}. */
  static int four(byte[] bytes, int pos) {
    return (int) INTS.get(bytes, pos);
  }

  /** Returns a word of eight equal bytes. */
  static long all(int value) {
    return value * 0x0101_0101_0101_0101L;
  }

  /** Marks every byte that is zero, and no other. */
  static long zeros(long word) {
    return ~(((word & ~MARKS) + ~MARKS) | word) & MARKS;
  }

  /** Marks every byte up to which, itself included, the number of marks is odd. */
  static long parities(long marks) {
    long pairs = marks ^ (marks << 8);
    long fours = pairs ^ (pairs << 16);
    return fours ^ (fours << 32);
  }

  /** Returns the number of bytes before the first marked one, or eight if none is marked. */
  static int firstMarked(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /**
   * Returns the same for a word that has a mark, found by branches. Later instructions wait for a
   * count, but not for a branch that the processor predicts. That is faster for repeated content,
   * such as the names in an array of records, and slower otherwise. Uses statements, because the
   * compiler would turn a conditional expression into a count.
   */
  static int firstMarkedForeseen(long marks) {
    if ((int) marks != 0) {
      if ((marks & 0x8080L) != 0) {
        if ((marks & 0x80L) != 0) {
          return 0;
        }
        return 1;
      }
      if ((marks & 0x80_0000L) != 0) {
        return 2;
      }
      return 3;
    }
    if ((marks & 0x8080_0000_0000L) != 0) {
      if ((marks & 0x80_0000_0000L) != 0) {
        return 4;
      }
      return 5;
    }
    if ((marks & 0x80_0000_0000_0000L) != 0) {
      return 6;
    }
    return 7;
  }
}
