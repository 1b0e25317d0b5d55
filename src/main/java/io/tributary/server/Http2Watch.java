package io.tributary.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Stream;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionLimit.OpenConnection;
import org.jspecify.annotations.Nullable;

/**
 * Follows one HTTP/2 connection of a server: whether it waits for requests or has requests in
 * progress, and whether it keeps the {@link Http2FrameRules}. The first request must arrive within
 * the head timeout, and so must each further frame and each head as a whole, once its first bytes
 * have arrived. Confined to its event loop.
 *
 * <p>It sees the bytes after TLS and before they are decoded. It is there from the first byte on,
 * and knows the connection's place when HTTP/2 has begun.
 */
final class Http2Watch extends ChannelInboundHandlerAdapter {
  private final Http2FrameRules rules = new Http2FrameRules(System::nanoTime);
  private final Http2FrameScanner scanner = new Http2FrameScanner(rules);
  private int requests;
  private boolean over;
  private @Nullable Heads heads;
  private Clock.@Nullable Timer timer;
  private int endedBefore;
  private @Nullable ChannelHandlerContext context;

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
  }

  /** HTTP/2 has begun. */
  void begin(OpenConnection place, Heads ofLoop, Http2Connection connection) {
    heads = ofLoop;
    connection.addListener(new Requests(place));
    place.waits();
    startTimer(ofLoop);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (!over) {
      scanner.scan((ByteBuf) message);
    }
    context.fireChannelRead(message);
    if (!over && rules.violation().isPresent()) {
      over = true;
      end(context, rules.violation().get());
    }
    if (heads != null) {
      limitTime(heads);
    }
  }

  /** A client that does not read what it has asked for is not read either. */
  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(context.channel().isWritable());
    context.fireChannelWritabilityChanged();
  }

  private void limitTime(Heads ofLoop) {
    if (timer == null && scanner.isWithin()) {
      startTimer(ofLoop);
    } else if (timer != null && rules.used() && !scanner.isWithin()) {
      cancelTimer();
    }
  }

  /** Says why the connection ends, and ends it. */
  private static void end(ChannelHandlerContext context, Http2Exception violation) {
    Http2ConnectionHandler handler = context.pipeline().get(Http2ConnectionHandler.class);
    if (handler == null) {
      var _ = context.close();
    } else {
      handler.onError(context.pipeline().context(handler), false, violation);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    over = true;
    cancelTimer();
    context.fireChannelInactive();
  }

  private void startTimer(Heads ofLoop) {
    endedBefore = scanner.ended();
    timer = ofLoop.within(() -> expire(ofLoop));
  }

  private void expire(Heads ofLoop) {
    timer = null;
    if (over || context == null) {
      return;
    }
    if (rules.used() && scanner.ended() != endedBefore) {
      startTimer(ofLoop); // another frame has begun since
      return;
    }
    ofLoop.cut(Cut.HEAD_TIMEOUT);
    var _ = context.close();
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  /** Counts the streams, each of which is a request. */
  private final class Requests extends Http2ConnectionAdapter {
    private final OpenConnection place;

    Requests(OpenConnection place) {
      this.place = place;
    }

    @Override
    public void onStreamActive(Http2Stream stream) {
      if (requests++ == 0) {
        place.isBusy();
      }
    }

    @Override
    public void onStreamClosed(Http2Stream stream) {
      if (--requests == 0) {
        place.waits();
      }
    }
  }
}
