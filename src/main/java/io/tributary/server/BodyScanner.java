package io.tributary.server;

import io.netty.buffer.ByteBuf;

/**
 * Finds where the body of a request ends, without decoding it. It may arrive in any number of
 * pieces. Confined to one event loop.
 */
final class BodyScanner {
  private long left;

  /** A body of this length begins: 0 for none, or {@link RequestBody#UNKNOWN}. */
  void begin(long length) {
    left = length;
  }

  /** Whether the next bytes belong to the body. Those of one without a length always do. */
  boolean isWithin() {
    return left != 0;
  }

  /** The index in the readable bytes after those that belong to the body. */
  int endOfBody(ByteBuf bytes) {
    if (left == RequestBody.UNKNOWN) {
      return bytes.writerIndex();
    }
    int here = (int) Math.min(left, bytes.readableBytes());
    left -= here;
    return bytes.readerIndex() + here;
  }
}
