package io.tributary.server;

import io.netty.buffer.ByteBuf;

/**
 * Finds where request heads end, without parsing them: after their first empty line (RFC 9112,
 * 2.1). A head may arrive in any number of pieces. Confined to one event loop.
 */
final class HeadScanner {
  /** Whether nothing of the current line has arrived but carriage returns. */
  private boolean lineIsEmpty = true;

  /** The index after the first empty line in the readable bytes, or the end of these bytes. */
  int endOfHead(ByteBuf bytes) {
    int from = bytes.readerIndex();
    int end = bytes.writerIndex();
    while (from < end) {
      int feed = bytes.indexOf(from, end, (byte) '\n');
      lineIsEmpty = lineIsEmpty && isEmpty(bytes, from, feed < 0 ? end : feed);
      if (feed < 0) {
        return end;
      }
      from = feed + 1;
      if (lineIsEmpty) {
        return from;
      }
      lineIsEmpty = true;
    }
    return end;
  }

  /**
   * Whether there are only ends of lines. Before a request they mean nothing (RFC 9112, 2.2: some
   * clients send one after a body).
   */
  static boolean isEmpty(ByteBuf bytes) {
    return bytes.forEachByte(value -> value == '\r' || value == '\n') < 0;
  }

  private static boolean isEmpty(ByteBuf bytes, int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes.getByte(i) != '\r') {
        return false;
      }
    }
    return true;
  }
}
