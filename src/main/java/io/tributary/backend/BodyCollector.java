package io.tributary.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.json.JsonCheck;
import io.tributary.json.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;

/**
 * Collects a body, counts its bytes while they arrive, and checks at the end that it is one JSON
 * document. The bytes are copied once, out of the socket's buffer into an array of the announced
 * length.
 */
public final class BodyCollector {
  /** Taken on a backend's word; of one that announces more, so much must come before it gets it. */
  private static final int MAX_PREALLOCATED = 256 * 1024;

  private static final byte[] NOTHING = {};

  private final int maxBytes;
  private int announced;
  private byte[] bytes = NOTHING;
  private int length;

  public BodyCollector(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether the announced length, if there is one, already breaks the cap. */
  public boolean tooLarge(long contentLength) {
    announced = Math.clamp(contentLength, 0, maxBytes);
    return contentLength > maxBytes;
  }

  /** Takes so many bytes; false when the cap is broken. */
  public boolean add(ByteBuf chunk, int more) {
    if (more > maxBytes - length) {
      return false;
    }
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, room(length + more));
    }
    chunk.readBytes(bytes, length, more);
    length += more;
    return true;
  }

  /** Takes these bytes, which nobody else uses any more; false when the cap is broken. */
  public boolean add(Buffer chunk) {
    ByteBuf more = ((BufferInternal) chunk).getByteBuf();
    return add(more.duplicate(), more.readableBytes());
  }

  private int room(int needed) {
    int asAnnounced = length == 0 ? Math.min(announced, MAX_PREALLOCATED) : announced;
    return needed <= asAnnounced ? asAnnounced : Math.min(maxBytes, Math.max(needed, 2 * length));
  }

  /** The whole body, if it is well-formed. */
  public Future<Buffer> complete() {
    if (length == 0) {
      return Future.failedFuture(new CallFailedException(Reason.BAD_BODY, "the body is empty"));
    }
    return switch (JsonCheck.check(bytes, 0, length)) {
      case Verdict.Valid _ ->
          Future.succeededFuture(BufferInternal.buffer(Unpooled.wrappedBuffer(bytes, 0, length)));
      case Verdict.Invalid(int offset, String rule) ->
          Future.failedFuture(
              new CallFailedException(
                  Reason.BAD_BODY, "the body is not JSON: " + rule + " at byte " + offset));
    };
  }

  public static CallFailedException tooLarge() {
    return new CallFailedException(Reason.TOO_LARGE, "the body is larger than allowed");
  }
}
