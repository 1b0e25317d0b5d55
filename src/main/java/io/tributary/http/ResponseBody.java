package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of a response, as a list of pieces that are copied only once, at the end. Not
 * thread-safe.
 */
public final class ResponseBody {
  private final List<ByteBuf> pieces;
  private int length;

  ResponseBody(int pieces) {
    this.pieces = new ArrayList<>(pieces);
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

  /** The length of the body in bytes. */
  int length() {
    return length;
  }

  /**
   * Joins the pieces in one direct buffer, which is written to the socket without another copy. The
   * caller must release it.
   */
  ByteBuf joined() {
    ByteBuf whole = ByteBufAllocator.DEFAULT.directBuffer(length, length);
    for (ByteBuf piece : pieces) {
      append(whole, piece);
    }
    return whole;
  }

  /** Copies from the piece's array if it has one, because copying from a buffer creates a view. */
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
