package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.ResponseRules;
import java.util.List;
import java.util.function.Supplier;

/**
 * Splits a backend's bytes into heads and bodies (RFC 9112, 6 and 7). Passes bodies on in the
 * socket's buffer, without a copy. Confined to its event loop.
 *
 * <p>Used instead of Netty's decoder, which creates objects for all header fields, while only five
 * are needed here.
 */
final class ResponseDecoder extends ByteToMessageDecoder {
  /** Most heads fit in this size. */
  private static final int USUAL_HEAD_BYTES = 512;

  private static final int MAX_CHUNK_LINE_BYTES = 1024;

  /** Receives decoded elements in order. It may close the connection at any time. */
  interface Listener {
    /** A head has arrived. A body and an end follow, unless the head is interim. */
    void head(ResponseHead head);

    /**
     * The next {@code length} bytes of the buffer are part of the body. The decoder skips them
     * afterwards.
     */
    void body(ByteBuf bytes, int length);

    /** The response is complete. */
    void end();

    /** The bytes are not a valid response. No more calls follow. */
    void broken(CallFailedException why);
  }

  private enum State {
    HEAD,
    BODY,
    BODY_UNTIL_CLOSE,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    BROKEN
  }

  private final Listener listener;
  private final byte[] scratch;
  private State state = State.HEAD;
  private long left;
  private int trailerBytes;

  /**
   * Creates the decoder of one connection.
   *
   * @param scratch from {@link #newScratch}; not used by others during a call of this decoder
   */
  ResponseDecoder(Listener listener, byte[] scratch) {
    this.listener = listener;
    this.scratch = scratch;
  }

  /** Creates a buffer to decode heads in, shared by all connections of one event loop. */
  static byte[] newScratch(int maxHead) {
    return new byte[maxHead];
  }

  /** Whether there are bytes that are not decoded yet. */
  boolean hasMore() {
    return actualReadableBytes() > 0;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    try {
      switch (state) {
        case HEAD -> decodeHead(in);
        case BODY -> decodeBody(in, State.HEAD);
        case BODY_UNTIL_CLOSE -> passOn(in, in.readableBytes());
        case CHUNK_SIZE -> decodeChunkSize(in);
        case CHUNK -> decodeBody(in, State.CHUNK_END);
        case CHUNK_END -> decodeChunkEnd(in);
        case TRAILERS -> decodeTrailer(in);
        case BROKEN -> in.skipBytes(in.readableBytes());
      }
    } catch (CallFailedException malformed) {
      state = State.BROKEN;
      listener.broken(malformed);
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    if (in.isReadable()) {
      decode(context, in, out);
    }
    if (state == State.BODY_UNTIL_CLOSE) {
      end();
    }
  }

  private void decodeHead(ByteBuf in) {
    skipLineEnds(in);
    int length = lengthOfHead(in, Math.min(in.readableBytes(), USUAL_HEAD_BYTES));
    if (length < 0 && in.readableBytes() > USUAL_HEAD_BYTES) {
      length = lengthOfHead(in, Math.min(in.readableBytes(), scratch.length));
    }
    if (length < 0) {
      if (in.readableBytes() >= scratch.length) {
        throw ResponseRules.headTooLarge();
      }
      return;
    }
    in.skipBytes(length);
    ResponseHead head = ResponseHead.read(scratch, length);
    left = head.bodyLength();
    state =
        head.chunked()
            ? State.CHUNK_SIZE
            : left > 0 ? State.BODY : left < 0 ? State.BODY_UNTIL_CLOSE : State.HEAD;
    listener.head(head);
    if (state == State.HEAD && !head.interim()) {
      listener.end();
    }
  }

  /** Skips empty lines before a head (RFC 9112, 2.2). */
  private static void skipLineEnds(ByteBuf in) {
    while (in.isReadable() && isLineEnd(in.getByte(in.readerIndex()))) {
      in.skipBytes(1);
    }
  }

  private static boolean isLineEnd(byte next) {
    return next == '\r' || next == '\n';
  }

  /**
   * Returns the length of the head, including its empty line, if it ends within the first bytes.
   * Otherwise returns -1.
   */
  private int lengthOfHead(ByteBuf in, int limit) {
    if (limit == 0) {
      return -1;
    }
    in.getBytes(in.readerIndex(), scratch, 0, limit);
    failIf(!ResponseHead.canBegin(scratch, limit));
    for (int i = ResponseHead.MIN_STATUS_LINE - 1; i < limit; i++) {
      if (scratch[i] == '\n') {
        failIf(scratch[i - 1] != '\r');
        if (scratch[i - 2] == '\n') {
          return i + 1;
        }
      }
    }
    return -1;
  }

  private void decodeBody(ByteBuf in, State after) {
    int length = (int) Math.min(left, in.readableBytes());
    left -= length;
    passOn(in, length);
    if (left == 0) {
      if (after == State.HEAD) {
        end();
      } else {
        state = after;
      }
    }
  }

  private void passOn(ByteBuf in, int length) {
    int end = in.readerIndex() + length;
    listener.body(in, length);
    in.readerIndex(end);
  }

  private void decodeChunkSize(ByteBuf in) {
    int length = line(in, MAX_CHUNK_LINE_BYTES, ResponseHead::malformed);
    if (length > 0) {
      left = ChunkSize.read(scratch, length);
      state = left == 0 ? State.TRAILERS : State.CHUNK;
      trailerBytes = 0;
    }
  }

  private void decodeChunkEnd(ByteBuf in) {
    if (line(in, 2, ResponseHead::malformed) > 0) {
      state = State.CHUNK_SIZE;
    }
  }

  private void decodeTrailer(ByteBuf in) {
    int length = line(in, scratch.length - trailerBytes, ResponseRules::headTooLarge);
    if (length == 2) {
      end();
    } else if (length > 0) {
      ResponseHead.checkTrailer(scratch, trailerBytes == 0);
      trailerBytes += length;
    }
  }

  /**
   * Reads a line, including its end, to the scratch buffer. Returns its length, or 0 if the line is
   * not complete yet.
   *
   * @param tooLong the failure of a line that does not end within {@code max} bytes
   */
  private int line(ByteBuf in, int max, Supplier<CallFailedException> tooLong) {
    int from = in.readerIndex();
    int limit = Math.min(in.readableBytes(), max);
    int feed = in.indexOf(from, from + limit, (byte) '\n');
    if (feed < 0) {
      if (limit == max) {
        throw tooLong.get();
      }
      return 0;
    }
    int length = feed + 1 - from;
    in.readBytes(scratch, 0, length);
    failIf(length < 2 || scratch[length - 2] != '\r');
    return length;
  }

  private void end() {
    state = State.HEAD;
    listener.end();
  }

  private static void failIf(boolean malformed) {
    if (malformed) {
      throw ResponseHead.malformed();
    }
  }
}
