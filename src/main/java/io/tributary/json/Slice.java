package io.tributary.json;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A part of an array: one value of a valid document, without whitespace around it. Immutable as
 * long as nobody changes the bytes, which are shared.
 */
public final class Slice {
  private static final Slice NULL = of("null");
  private static final Slice NOTHING = of("");

  private final byte[] bytes;
  private final int from;
  private final int to;

  /**
   * Creates a slice.
   *
   * @param from the position of its first byte
   * @param to the position after its last byte
   */
  Slice(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.from = from;
    this.to = to;
  }

  /** JSON's {@code null}. */
  public static Slice ofNull() {
    return NULL;
  }

  /** No bytes. */
  public static Slice ofNothing() {
    return NOTHING;
  }

  /** The value of a document. */
  public static Slice document(byte[] bytes) {
    return document(bytes, 0, bytes.length);
  }

  /** The value in a document, which may have whitespace around it. */
  public static Slice document(byte[] bytes, int from, int to) {
    return new Slice(bytes, Whitespace.end(bytes, from, to), Whitespace.start(bytes, from, to));
  }

  /** An ASCII text. */
  static Slice of(String ascii) {
    return of(ascii.getBytes(US_ASCII));
  }

  /** The whole array. */
  static Slice of(byte[] bytes) {
    return new Slice(bytes, 0, bytes.length);
  }

  /** The array that it is a part of. */
  public byte[] bytes() {
    return bytes;
  }

  /** The position of its first byte. */
  public int from() {
    return from;
  }

  /** The position after its last byte. */
  public int to() {
    return to;
  }

  /** The number of bytes. */
  public int length() {
    return to - from;
  }

  /** Whether it is the same part of the same array as another one. */
  @SuppressWarnings("ReferenceEquality") // equal bytes elsewhere are not the same part
  public boolean isSame(Slice other) {
    return bytes == other.bytes && from == other.from && to == other.to;
  }

  /** Whether it is JSON's {@code null}. */
  public boolean isNull() {
    return bytes[from] == 'n';
  }

  /** Whether it is an array. */
  public boolean isArray() {
    return bytes[from] == '[';
  }

  /** Whether it is an array without elements. */
  public boolean isEmptyArray() {
    return isArray() && Whitespace.end(bytes, from + 1, to) == to - 1;
  }

  /** Whether it is an object without members. */
  public boolean isEmptyObject() {
    return isObject() && Whitespace.end(bytes, from + 1, to) == to - 1;
  }

  /** Whether it is an object. */
  public boolean isObject() {
    return bytes[from] == '{';
  }

  /** Calls the action with each element of this array. */
  public void forEachElement(Consumer<Slice> action) {
    ElementWalk elements = new ElementWalk(this);
    while (elements.next()) {
      action.accept(elements.value());
    }
  }

  /**
   * The text of a scalar that is not null: of a string its characters, otherwise the literal as it
   * is written.
   */
  public String text() {
    return bytes[from] == '"' ? MemberName.text(bytes, from + 1, to - 1) : toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice slice
        && Arrays.equals(bytes, from, to, slice.bytes, slice.from, slice.to);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = from; i < to; i++) {
      hash = 31 * hash + bytes[i];
    }
    return hash;
  }

  @Override
  public String toString() {
    return new String(bytes, from, length(), UTF_8);
  }
}
