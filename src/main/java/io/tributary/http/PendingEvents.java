package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The events of a stream that wait to be written, at most one for each part and the last one. The
 * values count among the bytes that the request holds. Confined to one event loop.
 */
final class PendingEvents implements Slices {
  /** Bytes that are left of a piece, by an index of their own. */
  private record Piece(ByteBuf bytes, boolean value) {}

  private final Deque<Piece> pieces = new ArrayDeque<>();
  private long length;

  /** Adds an event, whose bytes must not be modified. */
  void add(StreamEvent event) {
    add(event.head(), false);
    event.value().ifPresent(value -> add(value, true));
    add(event.tail(), false);
  }

  private void add(Buffer bytes, boolean value) {
    if (bytes.length() > 0) {
      pieces.add(new Piece(ResponseBody.bytes(bytes).duplicate(), value));
      length += bytes.length();
    }
  }

  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  @Override
  public ByteBuf nextSlice() {
    int bytes = (int) Math.min(length, SLICE);
    ByteBuf slice = ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    while (slice.isWritable()) {
      Piece piece = pieces.element();
      int taken = Math.min(slice.writableBytes(), piece.bytes().readableBytes());
      if (piece.value()) {
        slice.writeBytes(oneLine(piece.bytes(), taken));
      } else {
        slice.writeBytes(piece.bytes(), taken);
      }
      if (!piece.bytes().isReadable()) {
        pieces.remove();
      }
    }
    length -= bytes;
    return slice;
  }

  /** Takes bytes of a value. A line break would end the event, or a part of it. */
  private static byte[] oneLine(ByteBuf value, int count) {
    byte[] bytes = new byte[count];
    value.readBytes(bytes);
    for (int i = 0; i < count; i++) {
      byte one = bytes[i];
      bytes[i] = one == '\n' || one == '\r' ? (byte) ' ' : one;
    }
    return bytes;
  }
}
