package io.tributary.backend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.json.JsonCheck;
import io.tributary.json.Verdict;
import io.tributary.scope.ByteAccount;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects a response body, enforces its size limit while bytes arrive, decodes it at the end, and
 * checks that it is one JSON document. Bytes are copied at most once, to an array of the announced
 * length, and are charged to the request's account. Not thread-safe.
 */
public final class BodyCollector {
  /**
   * Largest array allocated from {@code Content-Length} alone, in bytes. The array for a longer
   * body grows as the body arrives, so a backend cannot make us allocate by announcing.
   */
  private static final int MAX_PREALLOCATED = 256 * 1024;

  private static final int MAX_DRAINED_BYTES = 64 * 1024;
  private static final byte[] EMPTY = {};

  private final int maxBytes;
  private final ByteAccount account;
  private int announced;
  private byte[] bytes = EMPTY;
  private int length;
  private boolean draining;
  private ResponseRules.Encoding encoding = ResponseRules.Encoding.IDENTITY;

  /** Creates a collector for a body of at most this many bytes. */
  public BodyCollector(int maxBytes, ByteAccount account) {
    this.maxBytes = maxBytes;
    this.account = account;
  }

  /**
   * Whether the body that a head announces exceeds the limit.
   *
   * @param contentLength negative if none was announced
   */
  public boolean tooLarge(int status, long contentLength) {
    long length = ResponseRules.hasBody(status) ? contentLength : 0;
    announced = Math.clamp(length, 0, maxBytes);
    return length > maxBytes;
  }

  /** The content coding of the body, which is decoded at its end. */
  public void encoded(ResponseRules.Encoding with) {
    encoding = with;
  }

  /**
   * Drops the body as it arrives, up to 64 KiB. After an unaccepted status the connection can then
   * be reused, and many errors do not cause many reconnects.
   */
  public void drain() {
    draining = true;
  }

  /** Whether the body is dropped. */
  public boolean draining() {
    return draining;
  }

  /**
   * Reads this many bytes from the chunk. Returns the failure of the call, if the body exceeds its
   * limit or the request's account has too few bytes left.
   */
  public @Nullable CallFailedException add(ByteBuf chunk, int more) {
    if (more > (draining ? MAX_DRAINED_BYTES : maxBytes) - length) {
      return tooLarge();
    }
    if (draining) {
      length += more;
      return null;
    }
    if (length + more > bytes.length) {
      int room = room(length + more);
      if (!account.take(room - bytes.length)) {
        return CallFailedException.tooManyBytes();
      }
      bytes = Arrays.copyOf(bytes, room);
    }
    chunk.readBytes(bytes, length, more);
    length += more;
    return null;
  }

  /**
   * Reads a whole chunk, which nobody else may use afterwards. A chunk that is the whole announced
   * body in an array of its own is kept and not copied. Returns the failure of the call, as {@link
   * #add(ByteBuf, int)} does.
   */
  public @Nullable CallFailedException add(Buffer chunk) {
    ByteBuf more = ((BufferInternal) chunk).getByteBuf();
    int size = more.readableBytes();
    if (!draining
        && length == 0
        && size == announced
        && more.hasArray()
        && more.array().length == size) {
      if (!account.take(size)) {
        return CallFailedException.tooManyBytes();
      }
      bytes = more.array();
      length = size;
      return null;
    }
    return add(more.duplicate(), size);
  }

  private int room(int needed) {
    int asAnnounced = length == 0 ? Math.min(announced, MAX_PREALLOCATED) : announced;
    return needed <= asAnnounced ? asAnnounced : Math.min(maxBytes, Math.max(needed, 2 * length));
  }

  /**
   * Ends the body. Fails with {@link Reason#BAD_BODY} if it is not one JSON document, and with
   * {@link Reason#TOO_LARGE} if it exceeds the limit when it is decoded.
   */
  public Future<Buffer> complete() {
    byte[] body = bytes;
    int end = length;
    discard();
    if (encoding == ResponseRules.Encoding.GZIP) {
      try {
        body = Gzip.decode(body, end, maxBytes);
        end = body.length;
      } catch (CallFailedException failed) {
        return Future.failedFuture(failed);
      }
      if (!account.take(end)) {
        return Future.failedFuture(CallFailedException.tooManyBytes());
      }
    }
    if (end == 0) {
      return Future.failedFuture(new CallFailedException(Reason.BAD_BODY, "the body is empty"));
    }
    return switch (JsonCheck.check(body, 0, end)) {
      case Verdict.Valid _ ->
          Future.succeededFuture(BufferInternal.buffer(Unpooled.wrappedBuffer(body, 0, end)));
      case Verdict.Invalid(int offset, String rule) ->
          Future.failedFuture(
              new CallFailedException(
                  Reason.BAD_BODY, "the body is not JSON: " + rule + " at byte " + offset));
    };
  }

  /**
   * Lets go of the bytes once the call is over, and keeps their count. Its connection may hold this
   * collector for long, and the request's account is closed sooner.
   */
  public void discard() {
    bytes = EMPTY;
  }

  /** The failure of a body that exceeds its limit. */
  public static CallFailedException tooLarge() {
    return new CallFailedException(Reason.TOO_LARGE, "the body is larger than allowed");
  }
}
