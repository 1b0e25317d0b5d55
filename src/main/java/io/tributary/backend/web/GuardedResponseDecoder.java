package io.tributary.backend.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.AsciiString;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.BodyCollector;
import io.tributary.backend.ResponseRules;
import java.nio.channels.ClosedChannelException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Extends Netty's response decoder so that it accepts a response only while one is awaited.
 * Unsolicited bytes close the connection. Bytes after the end of a response also close it, once
 * that response is delivered. To make Vert.x close a connection after a response, the decoder sets
 * {@code Connection: close} on that response. Confined to its event loop.
 */
final class GuardedResponseDecoder extends HttpResponseDecoder {
  private static final int MAX_CHUNK = 64 * 1024;
  private static final byte[] START = {'H', 'T', 'T', 'P', '/', '1', '.'};

  private enum State {
    IDLE,
    AWAITED,
    HEAD_BEGUN,
    BODY,
    BROKEN
  }

  private final ConnectionUse use;
  private final int maxHead;
  private final RepeatedNames names = new RepeatedNames();
  private State state = State.IDLE;
  private @Nullable HttpResponse current;
  private int interimHeads;
  private int headBytes;
  private boolean closing;
  private boolean untilClose;
  private boolean closeNotified;

  GuardedResponseDecoder(ConnectionUse use, int maxHead) {
    super(
        new HttpDecoderConfig()
            .setMaxInitialLineLength(maxHead)
            .setMaxHeaderSize(maxHead)
            .setMaxChunkSize(MAX_CHUNK)
            .setHeadersFactory(NormalHeaders.factory())
            .setTrailersFactory(DiscardedTrailers.factory()));
    this.use = use;
    this.maxHead = maxHead;
  }

  /** Awaits a response: its request is about to be written. */
  void awaitResponse() {
    if (state == State.IDLE) {
      state = State.AWAITED;
      interimHeads = 0;
      closing = false;
    }
  }

  @Override
  protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    switch (state) {
      case IDLE -> unsolicited(context, in);
      case AWAITED -> begin(context, in, out);
      case HEAD_BEGUN, BODY -> decodeResponse(context, in, out);
      case BROKEN -> in.skipBytes(in.readableBytes());
    }
  }

  private void unsolicited(ChannelHandlerContext context, ByteBuf in) {
    skipLineEnds(in);
    if (in.isReadable()) {
      use.unsolicited();
      state = State.BROKEN;
      in.skipBytes(in.readableBytes());
      var _ = context.close();
    }
  }

  private void begin(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
    skipLineEnds(in);
    if (!in.isReadable()) {
      return;
    }
    use.responding();
    int length = Math.min(in.readableBytes(), START.length);
    for (int i = 0; i < length; i++) {
      if (in.getByte(in.readerIndex() + i) != START[i]) {
        fail(context, in, notHttp());
        return;
      }
    }
    if (length == START.length) {
      state = State.HEAD_BEGUN;
      headBytes = 0;
      decodeResponse(context, in, out);
    }
  }

  private void decodeResponse(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    int before = out.size();
    int from = in.readerIndex();
    super.decode(context, in, out);
    if (state == State.HEAD_BEGUN) { // Netty limits the lines of a head, and not the whole
      headBytes += in.readerIndex() - from;
      if (headBytes > maxHead) {
        out.subList(before, out.size()).clear();
        fail(context, in, ResponseRules.headTooLarge());
        return;
      }
    }
    for (int i = before; i < out.size(); i++) {
      if (out.get(i) instanceof HttpResponse head && head.decoderResult().isSuccess()) {
        if (!receive(context, in, head)) {
          out.subList(i, out.size()).clear();
          return;
        }
      }
      if (out.get(i) instanceof LastHttpContent last) {
        if (OversizedChunk.isCauseOf(last, in, from)) {
          out.subList(i, out.size()).clear();
          fail(context, in, BodyCollector.tooLarge());
          return;
        }
        end(in);
      }
    }
  }

  /** Returns whether the head is final and is passed on. */
  private boolean receive(ChannelHandlerContext context, ByteBuf in, HttpResponse head) {
    int status = head.status().code();
    if (ResponseRules.isInterim(status)) {
      state = State.AWAITED;
      closing |= ResponseLifetime.closes(head); // Vert.x does not see this head
      if (++interimHeads > ResponseRules.MAX_INTERIM_HEADS) {
        fail(context, in, ResponseRules.noFinalStatus());
      }
      return false;
    }
    if (!ResponseRules.isFinal(status)) {
      fail(context, in, CallFailedException.badStatus(status));
      return false;
    }
    if (!HeadSyntax.hasKnownCoding(head.headers())) {
      fail(context, in, notHttp());
      return false;
    }
    state = State.BODY;
    current = head;
    untilClose = !HttpUtil.isContentLengthSet(head) && !HttpUtil.isTransferEncodingChunked(head);
    ResponseLifetime.limit(head);
    if (closing) {
      ResponseLifetime.closeAfter(head);
    }
    return true;
  }

  /**
   * Closes the connection after a response that cannot have a body but announces one. Seen here,
   * before Netty removes the header that announces it.
   */
  @Override
  protected boolean isContentAlwaysEmpty(HttpMessage message) {
    boolean empty = super.isContentAlwaysEmpty(message);
    if (empty && message instanceof HttpResponse head && ResponseLifetime.announcesBody(head)) {
      ResponseLifetime.closeAfter(head);
    }
    return empty;
  }

  private void end(ByteBuf in) {
    state = State.IDLE;
    skipLineEnds(in);
    HttpResponse head = current;
    current = null;
    if (head != null && in.isReadable()) {
      use.unsolicited();
      in.skipBytes(in.readableBytes());
      ResponseLifetime.closeAfter(head); // the response itself is valid
    } else if (head != null && use.single()) {
      ResponseLifetime.closeAfter(head);
    }
  }

  @Override
  protected void decodeLast(ChannelHandlerContext context, ByteBuf in, List<Object> out)
      throws Exception {
    if (state == State.BODY && untilClose && !closeNotified && isSecure(context)) {
      fail(context, in, new ClosedChannelException()); // the body may be truncated
      return;
    }
    if (state == State.HEAD_BEGUN || state == State.BODY) {
      super.decodeLast(context, in, out);
    }
  }

  private static boolean isSecure(ChannelHandlerContext context) {
    return context.pipeline().get(SslHandler.class) != null;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event instanceof SslCloseCompletionEvent end) {
      closeNotified = end.isSuccess();
      var _ = context.close(); // no more data can arrive
    }
    super.userEventTriggered(context, event);
  }

  @Override
  protected AsciiString splitHeaderName(byte[] line, int start, int length) {
    if (line[start + length] != ':') { // Netty accepts blanks there, also without a colon
      throw new IllegalArgumentException("no colon after the name of a header");
    }
    return names.name(line, start, length);
  }

  @Override
  protected HttpMessage createMessage(String[] initialLine) {
    names.begin();
    if (!HeadSyntax.isStatusLine(initialLine[0], initialLine[1], initialLine[2])) {
      throw new IllegalArgumentException("not a status line");
    }
    return new DefaultHttpResponse(
        initialLine[0].equals("HTTP/1.0") ? HttpVersion.HTTP_1_0 : HttpVersion.HTTP_1_1,
        HttpResponseStatus.valueOf(Integer.parseInt(initialLine[1]), initialLine[2]),
        headersFactory);
  }

  private void fail(ChannelHandlerContext context, ByteBuf in, Throwable cause) {
    state = State.BROKEN;
    in.skipBytes(in.readableBytes());
    context.fireExceptionCaught(cause);
    var _ = context.close();
  }

  private static CallFailedException notHttp() {
    return new CallFailedException(Reason.UNREACHABLE, "the response is not valid HTTP");
  }

  private static void skipLineEnds(ByteBuf in) {
    while (in.isReadable()) {
      byte next = in.getByte(in.readerIndex());
      if (next != '\r' && next != '\n') {
        return;
      }
      in.skipBytes(1);
    }
  }
}
