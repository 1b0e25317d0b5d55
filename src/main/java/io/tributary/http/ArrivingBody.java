package io.tributary.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import org.jspecify.annotations.Nullable;

/**
 * A request of HTTP/1.1 with a body that arrives. The head is held until all that was read with it
 * is decoded, because a malformed body makes its request malformed, whatever the request asks for.
 * A body that nobody reads is dropped. Confined to its event loop.
 */
final class ArrivingBody {
  private final boolean counted;

  /** The head, until it is passed on. */
  private @Nullable HttpRequest held;

  /** What arrived together with the head. */
  private @Nullable Buffer early = Buffer.buffer();

  private @Nullable BodySink sink;
  private boolean whole;
  private boolean over;

  private ArrivingBody(HttpRequest request, boolean counted) {
    this.held = request;
    this.counted = counted;
  }

  /** The body that a well-formed head announces. */
  static ArrivingBody of(HttpRequest request) {
    boolean counted = !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
    if (!counted) { // what follows it can already be decoded when the response is written
      request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    return new ArrivingBody(request, counted);
  }

  /** Takes what the decoder made of the next bytes. What comes after the end is dropped. */
  void add(HttpContent content) {
    if (over) {
      return;
    }
    if (content.decoderResult().isFailure()) {
      boolean tooLong = content.decoderResult().cause() instanceof TooLongFrameException;
      isMalformed(
          tooLong
              ? new BadRequestException(431, "the trailer fields are too large")
              : new BadRequestException("the body is malformed"));
      return;
    }
    Buffer bytes = BufferInternal.buffer(content.content());
    if (sink != null) {
      sink.piece(bytes);
    } else if (early != null) {
      early.appendBuffer(bytes);
    }
    whole = content instanceof LastHttpContent;
    over = whole;
  }

  private void isMalformed(BadRequestException why) {
    if (held != null) {
      held.setDecoderResult(DecoderResult.failure(why));
    }
    boolean _ = breakOff(why);
    over = true;
  }

  /** Passes the head on, for the request to be handled, unless that has been done. */
  void passOn(ChannelHandlerContext context) {
    HttpRequest request = held;
    held = null;
    if (request != null) {
      context.fireChannelRead(request);
      early = null;
    }
  }

  /** Somebody wants the body. Call it while the request is handled for the first time. */
  void readBy(BodySink reader) {
    sink = reader;
    if (early != null) {
      reader.piece(early);
    }
  }

  /** Whether the body has arrived as a whole, and somebody reads it. */
  boolean isReadToItsEnd() {
    return whole && held == null && sink != null;
  }

  /** Whether the next request begins where the head says. */
  boolean isCounted() {
    return counted;
  }

  /** Tells the reader of a whole body that it is one. */
  void tellEnd() {
    if (sink != null) {
      sink.ended();
    }
  }

  /** Tells the reader, if there is one and the body is not over. Returns whether it was told. */
  boolean breakOff(BadRequestException why) {
    if (sink == null || over) {
      return false;
    }
    over = true;
    sink.broken(why);
    return true;
  }
}
