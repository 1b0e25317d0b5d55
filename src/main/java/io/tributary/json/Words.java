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
final class Words {

  /** Bit 7 of each byte: where marks are. */
  static final long MARKS = 0x8080_8080_8080_8080L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, LITTLE_ENDIAN);

  private Words() {}

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
}
