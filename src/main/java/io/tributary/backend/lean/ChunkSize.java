package io.tributary.backend.lean;

import io.tributary.backend.BodyCollector;

/**
 * Reads the line before a chunk: its size in hexadecimal, and chunk extensions, which are ignored
 * (RFC 9112, 7.1). Stateless.
 */
final class ChunkSize {
  /** Keeps the size within a long. */
  private static final int MAX_DIGITS = 15;

  /** The largest chunk that is read. No body may be larger. */
  private static final long MAX = Integer.MAX_VALUE;

  private ChunkSize() {}

  /**
   * Returns the size of the chunk in bytes.
   *
   * @param length the length of the line, including its line end
   * @throws io.tributary.aggregate.CallFailedException if the line is malformed, or the chunk is
   *     larger than any body may be
   */
  static long read(byte[] line, int length) {
    int end = HttpSyntax.endOfLine(line, 0);
    int digits = 0;
    long size = 0;
    int significant = 0;
    while (Character.digit(line[digits], 16) >= 0) {
      size = size << 4 | Character.digit(line[digits], 16);
      digits++;
      significant += size == 0 ? 0 : 1;
    }
    int rest = HttpSyntax.afterBlanks(line, digits, end);
    boolean wellFormed =
        end + 2 == length
            && digits > 0
            && significant <= MAX_DIGITS
            && (rest == end || line[rest] == ';');
    if (!wellFormed) {
      throw ResponseHead.malformed();
    }
    if (size > MAX) {
      throw BodyCollector.tooLarge();
    }
    return size;
  }
}
