package io.tributary.json;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Eight bytes of an array at a time, as one {@code long} whose lowest byte is the first.
 *
 * <p>The scanners build a <em>mark</em> from such a word: bit 7 of the lowest marked byte is exact,
 * bits above it may be wrong, because a subtraction or addition within a word lets a borrow or
 * carry out of a marked byte, but never out of an unmarked one. {@link #firstMarked} therefore
 * looks at the lowest mark alone.
 */
final class Swar {

  /** Bit 7 of each byte: where marks are. */
  static final long MARKS = 0x8080_8080_8080_8080L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);

  private Swar() {}

  /** The eight bytes from {@code pos} on. */
  static long eight(byte[] bytes, int pos) {
    return (long) LONGS.get(bytes, pos);
  }

  /** The four bytes from {@code pos} on. */
  static int four(byte[] bytes, int pos) {
    return (int) INTS.get(bytes, pos);
  }

  /** A word of eight times the same byte. */
  static long all(int value) {
    return value * 0x0101_0101_0101_0101L;
  }

  /** How many bytes of the word come before the first marked one; eight if none is marked. */
  static int firstMarked(long marks) {
    return Long.numberOfTrailingZeros(marks) >>> 3;
  }

  /**
   * The same for a word with a mark, found by branches. Counting makes all that follows wait for
   * the count, while a branch is foreseen: that pays where the same comes again and again, such as
   * the names in an array of records, and costs where it does not. Written with statements because
   * a conditional expression would be compiled into a count.
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
