package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;

/** The body of an answer, in pieces that nobody has copied yet. For one thread. */
final class ResponseBody {
  private final List<ByteBuf> pieces;
  private int length;

  ResponseBody(int pieces) {
    this.pieces = new ArrayList<>(pieces);
  }

  static ResponseBody of(Buffer whole) {
    return new ResponseBody(1).add(bytes(whole));
  }

  /** A piece to use again and again: its bytes are not to be changed. */
  static ByteBuf bytes(Buffer buffer) {
    return ((BufferInternal) buffer).getByteBuf();
  }

  ResponseBody add(ByteBuf piece) {
    pieces.add(piece);
    length += piece.readableBytes();
    return this;
  }

  /** In bytes. */
  int length() {
    return length;
  }

  /**
   * The whole in one, outside of the heap: from there it goes to the socket without another copy.
   * It is the caller's, to be released.
   */
  ByteBuf joined() {
    ByteBuf whole = ByteBufAllocator.DEFAULT.directBuffer(length, length);
    for (ByteBuf piece : pieces) {
      append(whole, piece);
    }
    return whole;
  }

  /** From array to memory: of buffers that are no array a view would be made on the way. */
  private static void append(ByteBuf whole, ByteBuf piece) {
    int from = piece.readerIndex();
    int bytes = piece.readableBytes();
    if (piece.hasArray()) {
      whole.writeBytes(piece.array(), piece.arrayOffset() + from, bytes);
    } else {
      whole.writeBytes(piece, from, bytes);
    }
  }
}
