package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * The body of a response, as pieces that are copied only once, when they are written. Not
 * thread-safe.
 */
public final class ResponseBody implements Slices {
  private final Deque<ByteBuf> pieces;
  private int length;

  ResponseBody(int pieces) {
    this.pieces = new ArrayDeque<>(pieces);
  }

  /** A body of one piece. Its bytes must not be modified. */
  public static ResponseBody of(Buffer whole) {
    return new ResponseBody(1).add(bytes(whole));
  }

  /** Returns a buffer's bytes as a piece, without a copy. The bytes must not be modified. */
  static ByteBuf bytes(Buffer buffer) {
    return ((BufferInternal) buffer).getByteBuf();
  }

  ResponseBody add(ByteBuf piece) {
    pieces.add(piece);
    length += piece.readableBytes();
    return this;
  }

  /** The number of bytes that are left. */
  int length() {
    return length;
  }

  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  /** Calls the action with each piece that is left. It must not change the piece. */
  void forEachPiece(Consumer<ByteBuf> action) {
    pieces.forEach(action);
  }

  /** The body keeps no piece that was taken. */
  @Override
  public ByteBuf nextSlice() {
    int bytes = Math.min(length, SLICE);
    ByteBuf slice = ByteBufAllocator.DEFAULT.directBuffer(bytes, bytes);
    while (slice.isWritable()) {
      ByteBuf piece = pieces.remove();
      int left = piece.readableBytes();
      int taken = Math.min(slice.writableBytes(), left);
      append(slice, piece, taken);
      if (taken < left) {
        pieces.addFirst(piece.slice(piece.readerIndex() + taken, left - taken));
      }
    }
    length -= bytes;
    return slice;
  }

  /** Copies from the piece's array if it has one, because copying from a buffer creates a view. */
  private static void append(ByteBuf slice, ByteBuf piece, int bytes) {
    int from = piece.readerIndex();
    if (piece.hasArray()) {
      slice.writeBytes(piece.array(), piece.arrayOffset() + from, bytes);
    } else {
      slice.writeBytes(piece, from, bytes);
    }
  }
}
