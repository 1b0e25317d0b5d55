package io.tributary.json;

/** A value would have more bytes in its shape than it may have. Immutable. */
public final class TooLongException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TooLongException() {
    super("longer than allowed", null, false, false);
  }
}
