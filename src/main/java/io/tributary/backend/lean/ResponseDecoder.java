package io.tributary.backend.lean;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.ResponseRules;
import java.util.List;

/**
 * Cuts what a backend sends into heads and bodies (RFC 9112, 6 and 7). Bodies are handed on where
 * they are, in the socket's buffer. Confined to its event loop.
 *
 * <p>Our own, and not Netty's: of a head five fields are needed, and theirs makes objects of all.
 */
final class ResponseDecoder extends ByteToMessageDecoder {
  /** What most heads fit in. */
  private static final int USUAL_HEAD_BYTES = 512;

  private static final int MAX_CHUNK_LINE_BYTES = 1024;

  /** Learns what has arrived, in order. May close the connection at any time. */
  interface Listener {
    /** A head; unless it is interim, a body and an end follow. */
    void head(ResponseHead head);

    /** So many bytes of a body are the next to be read; they are passed over afterwards. */
    void body(ByteBuf bytes, int length);

    /** The answer is complete. */
    void end();

    /** What arrived is not an answer; nothing more will be handed on. */
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
   * A decoder for one connection.
   *
   * @param scratch of {@link #newScratch}; nobody else's while something is decoded
   */
  ResponseDecoder(Listener listener, byte[] scratch) {
    this.listener = listener;
    this.scratch = scratch;
  }

  /** Room to look at heads in, for all connections of one event loop. */
  static byte[] newScratch(int maxHead) {
    return new byte[maxHead];
  }

  /** Whether bytes came that belong to no answer yet. */
  boolean hasMore() {
    return actualReadableBytes() > 0;
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
    try {
      switch (state) {
        case HEAD -> decodeHead(in);
        case BODY -> decodeBody(in, State.HEAD);
        case BODY_UNTIL_CLOSE -> hand(in, in.readableBytes());
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

  /** Empty lines before a head are not part of it (RFC 9112, 2.2). */
  private static void skipLineEnds(ByteBuf in) {
    while (in.isReadable() && isLineEnd(in.getByte(in.readerIndex()))) {
      in.skipBytes(1);
    }
  }

  private static boolean isLineEnd(byte next) {
    return next == '\r' || next == '\n';
  }

  /** Looks for the empty line among the first bytes; -1 if it is not there. */
  private int lengthOfHead(ByteBuf in, int looked) {
    if (looked == 0) {
      return -1;
    }
    in.getBytes(in.readerIndex(), scratch, 0, looked);
    refuseIf(!ResponseHead.canBegin(scratch, looked));
    for (int i = ResponseHead.SHORTEST - 1; i < looked; i++) {
      if (scratch[i] == '\n') {
        refuseIf(scratch[i - 1] != '\r');
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
    hand(in, length);
    if (left == 0) {
      if (after == State.HEAD) {
        end();
      } else {
        state = after;
      }
    }
  }

  private void hand(ByteBuf in, int length) {
    int end = in.readerIndex() + length;
    listener.body(in, length);
    in.readerIndex(end);
  }

  private void decodeChunkSize(ByteBuf in) {
    int length = line(in, MAX_CHUNK_LINE_BYTES);
    if (length > 0) {
      left = ChunkSize.read(scratch, length);
      state = left == 0 ? State.TRAILERS : State.CHUNK;
      trailerBytes = 0;
    }
  }

  private void decodeChunkEnd(ByteBuf in) {
    if (line(in, 2) > 0) {
      state = State.CHUNK_SIZE;
    }
  }

  private void decodeTrailer(ByteBuf in) {
    int length = line(in, scratch.length - trailerBytes);
    if (length == 2) {
      end();
    } else if (length > 0) {
      trailerBytes += length;
      ResponseHead.checkField(scratch);
    }
  }

  /** Takes a line, with its end, into the scratch; 0 if it is not whole yet. */
  private int line(ByteBuf in, int max) {
    int from = in.readerIndex();
    int looked = Math.min(in.readableBytes(), max);
    int feed = in.indexOf(from, from + looked, (byte) '\n');
    if (feed < 0) {
      refuseIf(looked == max);
      return 0;
    }
    int length = feed + 1 - from;
    in.readBytes(scratch, 0, length);
    refuseIf(length < 2 || scratch[length - 2] != '\r');
    return length;
  }

  private void end() {
    state = State.HEAD;
    listener.end();
  }

  private static void refuseIf(boolean malformed) {
    if (malformed) {
      throw ResponseHead.malformed();
    }
  }
}
