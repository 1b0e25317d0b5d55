package io.tributary.server;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2FrameTypes;

/**
 * Finds the frames in the bytes of an HTTP/2 connection, from its first byte on (RFC 9113, 3.4 and
 * 4.1). Confined to one event loop.
 */
final class Http2FrameScanner {
  private static final int END_HEADERS = 4;

  /** Told of each frame when its header is complete. */
  @FunctionalInterface
  interface Frames {
    /** A frame begins. */
    void begins(int type, int flags, int stream);
  }

  private final Frames frames;
  private int preface = Http2CodecUtil.connectionPrefaceBuf().readableBytes();
  private final int[] header = new int[Http2CodecUtil.FRAME_HEADER_LENGTH];
  private int headerRead;
  private int payloadLeft;

  /** Whether a head goes on in the next frame. */
  private boolean headOpen;

  private int ended;

  Http2FrameScanner(Frames frames) {
    this.frames = frames;
  }

  /** Scans the next bytes. Does not consume them. */
  void scan(ByteBuf bytes) {
    int at = bytes.readerIndex();
    int end = bytes.writerIndex();
    int skipped = Math.min(preface, end - at);
    preface -= skipped;
    at += skipped;
    while (at < end) {
      if (payloadLeft > 0) {
        int taken = Math.min(payloadLeft, end - at);
        payloadLeft -= taken;
        at += taken;
      } else {
        header[headerRead++] = bytes.getUnsignedByte(at++);
        if (headerRead == header.length) {
          begin();
        }
      }
      if (headerRead == 0 && payloadLeft == 0 && !headOpen) {
        ended++;
      }
    }
  }

  private void begin() {
    headerRead = 0;
    payloadLeft = header[0] << 16 | header[1] << 8 | header[2];
    int type = header[3];
    if (type == Http2FrameTypes.HEADERS || type == Http2FrameTypes.CONTINUATION) {
      headOpen = (header[4] & END_HEADERS) == 0;
    }
    int stream = (header[5] & 0x7f) << 24 | header[6] << 16 | header[7] << 8 | header[8];
    frames.begins(type, header[4], stream);
  }

  /** Whether the rest of a frame or of a head is to come. */
  boolean isWithin() {
    return headerRead > 0 || payloadLeft > 0 || headOpen;
  }

  /** The number of frames and heads that have arrived as a whole. Can overflow. */
  int ended() {
    return ended;
  }
}
