package io.tributary.backend.web;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.LastHttpContent;

/**
 * Recognizes a chunk that is larger than Netty's decoder reads, which is larger than any body may
 * be. Netty does not tell it from a malformed chunk. Stateless.
 */
final class OversizedChunk {
  /** The largest chunk that Netty reads. */
  private static final long MAX = Integer.MAX_VALUE;

  /** Keeps the size within a long. */
  private static final int MAX_DIGITS = 15;

  private OversizedChunk() {}

  /**
   * Whether such a chunk is why the body ends here.
   *
   * @param from where in the bytes Netty began to read the last element
   */
  static boolean isCauseOf(LastHttpContent end, ByteBuf bytes, int from) {
    return end.decoderResult().cause() instanceof NumberFormatException && isAt(bytes, from);
  }

  private static boolean isAt(ByteBuf line, int from) {
    int pos = from;
    while (line.getByte(pos) == '0') {
      pos++;
    }
    long size = 0;
    int digits = 0;
    int digit = Character.digit(line.getByte(pos), 16);
    while (digit >= 0 && digits <= MAX_DIGITS) {
      size = size << 4 | digit;
      digits++;
      digit = Character.digit(line.getByte(pos + digits), 16);
    }
    byte after = line.getByte(pos + digits);
    boolean ended = after == '\r' || after == ';' || after == ' ' || after == '\t';
    return ended && digits <= MAX_DIGITS && size > MAX;
  }
}
