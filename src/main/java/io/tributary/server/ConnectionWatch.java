package io.tributary.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionLimit.OpenConnection;
import org.jspecify.annotations.Nullable;

/**
 * Follows one connection of a server: whether it waits for a request, receives one, or has one in
 * progress. A head must arrive as a whole within the head timeout, however slowly its bytes arrive.
 * On a new connection the time starts at once, on a kept-alive one with the first byte. Confined to
 * its event loop.
 *
 * <p>A request whose body is still to come does not count as one in progress: a body can be as slow
 * as a head.
 *
 * <p>One request of a connection is decoded at a time. What a client sends before it has the
 * response to its last request waits here and in the kernel, so it costs neither memory nor more
 * than one place among the requests in flight.
 *
 * <p>It sees the bytes before the HTTP decoder does. {@link MessageWatch} sees the messages.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  /** The name of the handler in the channel pipeline. */
  public static final String NAME = "connection-watch";

  /** Only what arrives together with the end of the input can be more than one read. */
  private static final int MAX_EARLY_BYTES = 256 * 1024;

  private enum State {
    NEW,
    IDLE,
    HEAD,
    BUSY
  }

  private final OpenConnection place;
  private final Heads heads;
  private State state = State.NEW;
  private int requests;
  private final HeadScanner scanner = new HeadScanner();

  /** What the client sent too early, or null. */
  private @Nullable ByteBuf early;

  private boolean decoding;
  private final BodyScanner body = new BodyScanner();

  /** Whether the request does not count as one in progress yet. */
  private boolean arriving;

  private boolean inputEnded;
  private Clock.@Nullable Timer timer;
  private @Nullable ChannelHandlerContext context;

  ConnectionWatch(OpenConnection place, Heads heads) {
    this.place = place;
    this.heads = heads;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    place.waits();
    timer = heads.within(this::expire);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    early = early == null ? bytes : Unpooled.wrappedBuffer(early, bytes);
    decode(context);
    if (early == null) {
      return;
    }
    context.channel().config().setAutoRead(false);
    if (early.readableBytes() > MAX_EARLY_BYTES) {
      var _ = context.close();
    }
  }

  /** Passes bytes on up to the end of each head and body, until a request has begun. */
  private void decode(ChannelHandlerContext context) {
    if (decoding) {
      return;
    }
    decoding = true;
    while (early != null && (state != State.BUSY || body.isWithin())) {
      ByteBuf next = nextOf(early);
      if (isIdle() && !HeadScanner.isEmpty(next)) {
        state = State.HEAD;
      }
      context.fireChannelRead(next);
    }
    decoding = false;
  }

  private ByteBuf nextOf(ByteBuf bytes) {
    int end = body.isWithin() ? body.endOfBody(bytes) : scanner.endOfHead(bytes);
    if (end == bytes.writerIndex()) {
      early = null;
      return bytes;
    }
    return bytes.readRetainedSlice(end - bytes.readerIndex());
  }

  /** Goes on with what the client sent too early, unless it has left meanwhile. */
  private void decodeEarly() {
    if (context == null || early == null || !context.channel().isActive()) {
      return;
    }
    decode(context);
    channelReadComplete(context);
    if (early != null) {
      return;
    }
    if (inputEnded) {
      context.fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
    } else {
      context.channel().config().setAutoRead(true);
    }
  }

  /** The end of the input does not overtake the requests before it. */
  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && early != null) {
      inputEnded = true;
    } else {
      context.fireUserEventTriggered(event);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (state == State.HEAD && timer == null) {
      timer = heads.within(this::expire);
    }
    context.fireChannelReadComplete();
  }

  /** Whether there is no request in progress, and nothing of the next one. */
  public boolean isWaiting() {
    return early == null && isIdle();
  }

  private boolean isIdle() {
    return state == State.NEW || state == State.IDLE;
  }

  /** A whole head has arrived, and is held before it comes here. */
  public void held() {
    cancelTimer();
    place.isBusy();
  }

  /** A request was answered before anything of it arrived here. */
  public void responded() {
    cancelTimer();
    state = State.IDLE;
    place.waits();
  }

  /** The client does not read its responses. */
  public void unread() {
    if (context != null) {
      heads.cut(Cut.WRITE_TIMEOUT);
      var _ = context.close();
    }
  }

  /**
   * A whole head has arrived. After a body of unknown length the connection closes.
   *
   * @param length of the body: 0 for none, or {@link RequestBody#UNKNOWN}
   */
  void requestBegan(long length) {
    requests++;
    body.begin(length);
    if (state != State.BUSY) {
      state = State.BUSY;
      cancelTimer();
      arriving = body.isWithin();
      if (!arriving) {
        place.isBusy();
      }
    }
  }

  /** A whole request has arrived. */
  void bodyEnded() {
    if (arriving) {
      arriving = false;
      place.isBusy();
    }
  }

  /** A response was written as a whole. */
  void responseWritten() {
    if (--requests == 0) {
      state = State.IDLE;
      body.begin(0);
      arriving = false;
      place.waits();
    }
    if (early != null && context != null) {
      context.executor().execute(this::decodeEarly); // not within the write that has ended
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelTimer();
    if (early != null) {
      early.release();
      early = null;
    }
    context.fireChannelInactive();
  }

  private void expire() {
    timer = null;
    if (context == null) {
      return;
    }
    heads.cut(Cut.HEAD_TIMEOUT);
    if (state == State.HEAD) {
      var _ = context.writeAndFlush(Unpooled.wrappedBuffer(heads.requestTimeout()));
    }
    var _ = context.close(); // also if the client does not read, and the response finds no room
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
