package io.tributary.json;

import java.util.Arrays;

/**
 * Replacements in a value, in the order of their places. All other bytes stay. Nothing is copied
 * before {@link #result}, so the size of the result can be asked first. Not thread-safe.
 */
final class Edits {
  private final Slice original;
  private int[] from = new int[16];
  private int[] end = new int[16];
  private Slice[] text = new Slice[16];
  private int count;
  private long length;

  Edits(Slice original) {
    this.original = original;
    this.length = original.length();
  }

  /**
   * Replaces bytes of the original.
   *
   * @param from their position, not before the end of the last replacement
   * @param end the position after them: {@code from} to insert
   */
  void replace(int from, int end, Slice text) {
    if (count == this.text.length) {
      this.from = Arrays.copyOf(this.from, 2 * count);
      this.end = Arrays.copyOf(this.end, 2 * count);
      this.text = Arrays.copyOf(this.text, 2 * count);
    }
    this.from[count] = from;
    this.end[count] = end;
    this.text[count] = text;
    count++;
    length += text.length() - (long) (end - from);
  }

  /** The bytes of the result. */
  long length() {
    return length;
  }

  /** The original with the replacements. Its length must be that of an array. */
  Slice result() {
    if (count == 0) {
      return original;
    }
    byte[] copy = new byte[Math.toIntExact(length)];
    int read = original.from();
    int written = 0;
    for (int i = 0; i < count; i++) {
      System.arraycopy(original.bytes(), read, copy, written, from[i] - read);
      written += from[i] - read;
      System.arraycopy(text[i].bytes(), text[i].from(), copy, written, text[i].length());
      written += text[i].length();
      read = end[i];
    }
    System.arraycopy(original.bytes(), read, copy, written, original.to() - read);
    return Slice.of(copy);
  }
}
