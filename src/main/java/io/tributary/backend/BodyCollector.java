package io.tributary.backend;

import io.netty.buffer.ByteBuf;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.json.JsonCheck;
import io.tributary.json.Verdict;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * Collects a body, counts its bytes while they arrive, and checks at the end that it is one JSON
 * document.
 */
final class BodyCollector {
  /** A backend that announces more than it sends must not cost more than this. */
  private static final int MAX_PREALLOCATED = 256 * 1024;

  private final int maxBytes;
  private int expectedBytes;
  private @Nullable Buffer collected;

  BodyCollector(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** Whether the announced length already breaks the cap. */
  boolean tooLarge(@Nullable String contentLength) {
    if (contentLength == null) {
      return false;
    }
    try {
      long announced = Long.parseLong(contentLength);
      expectedBytes = (int) Math.min(announced, Math.min(maxBytes, MAX_PREALLOCATED));
      return announced > maxBytes;
    } catch (NumberFormatException notANumber) {
      return false; // the client does not go by it either; the bytes are counted as they come
    }
  }

  /** Takes a chunk; false when the cap is broken. */
  boolean add(Buffer chunk) {
    if (collected == null) {
      if (chunk.length() > maxBytes) {
        return false;
      }
      collected =
          chunk.length() >= expectedBytes
              ? chunk
              : Buffer.buffer(expectedBytes).appendBuffer(chunk);
      return true;
    }
    if (collected.length() + chunk.length() > maxBytes) {
      return false;
    }
    collected.appendBuffer(chunk);
    return true;
  }

  /** The whole body, if it is well-formed. */
  Future<Buffer> complete() {
    if (collected == null) {
      return Future.failedFuture(new CallFailedException(Reason.BAD_BODY, "the body is empty"));
    }
    return switch (check(collected)) {
      case Verdict.Valid _ -> Future.succeededFuture(collected);
      case Verdict.Invalid(int offset, String rule) ->
          Future.failedFuture(
              new CallFailedException(
                  Reason.BAD_BODY, "the body is not JSON: " + rule + " at byte " + offset));
    };
  }

  /** Checks the bytes where they are; only a buffer outside of the heap is copied first. */
  private static Verdict check(Buffer body) {
    ByteBuf bytes = ((BufferInternal) body).getByteBuf();
    if (!bytes.hasArray()) {
      byte[] copy = body.getBytes();
      return JsonCheck.check(copy, 0, copy.length);
    }
    int from = bytes.arrayOffset() + bytes.readerIndex();
    return JsonCheck.check(bytes.array(), from, from + bytes.readableBytes());
  }

  static CallFailedException tooLarge() {
    return new CallFailedException(Reason.TOO_LARGE, "the body is larger than allowed");
  }
}
