package io.tributary.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionLimit.OpenConnection;
import org.jspecify.annotations.Nullable;

/**
 * Follows one connection of a server: whether it waits for a request head, receives one, or has a
 * request in progress. A head must arrive as a whole within the head timeout, however slowly its
 * bytes arrive. On a new connection the time starts at once, on a kept-alive one with the first
 * byte. Confined to its event loop.
 *
 * <p>It sees the bytes before the HTTP decoder does. {@link MessageWatch} sees the messages.
 */
public final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  /** The name of the handler in the channel pipeline. */
  public static final String NAME = "connection-watch";

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
    if (isWaiting()) {
      state = State.HEAD;
    }
    context.fireChannelRead(message);
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

  /** A whole head has arrived. */
  void requestBegan() {
    requests++;
    if (state != State.BUSY) {
      state = State.BUSY;
      cancelTimer();
      place.isBusy();
    }
  }

  /** A response was written as a whole. */
  void responseWritten() {
    if (--requests == 0) {
      state = State.IDLE;
      place.waits();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    cancelTimer();
    context.fireChannelInactive();
  }

  private void expire() {
    timer = null;
    if (context == null) {
      return;
    }
    heads.timedOut();
    if (state == State.HEAD) {
      var _ =
          context
              .writeAndFlush(Unpooled.wrappedBuffer(heads.requestTimeout()))
              .addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = context.close();
    }
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }
}
