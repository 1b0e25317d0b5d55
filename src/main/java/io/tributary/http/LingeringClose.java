package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection in stages (RFC 9112, 9.6): ends the output, and discards input until the
 * client closes its side, too. Closing at once would reset the connection if the client still
 * sends, and a reset can destroy the response before the client has read it. Time and bytes are
 * bounded. The first handler of its channel; confined to its event loop.
 */
final class LingeringClose extends ChannelInboundHandlerAdapter {
  private static final long MAX_MILLIS = 2_000;

  /** A body of the usual maximum size is read to its end, so that its client reads the response. */
  private static final int MAX_BYTES = 1024 * 1024;

  private final ChannelPromise closed;
  private int discarded;
  private @Nullable Future<?> timeout;

  private LingeringClose(ChannelPromise closed) {
    this.closed = closed;
  }

  /**
   * Starts to close a channel whose output is flushed.
   *
   * @param closed completed when the channel is closed
   */
  static void start(ChannelHandlerContext context, ChannelPromise closed) {
    context.pipeline().addFirst(new LingeringClose(closed));
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    timeout = context.executor().schedule(() -> close(context), MAX_MILLIS, TimeUnit.MILLISECONDS);
    context.channel().config().setAutoRead(true);
    SslHandler tls = context.pipeline().get(SslHandler.class);
    if (tls == null) {
      endOutput(context);
    } else {
      tls.closeOutbound().addListener(_ -> endOutput(context)); // with a close_notify alert
    }
  }

  private void endOutput(ChannelHandlerContext context) {
    ((DuplexChannel) context.channel())
        .shutdownOutput()
        .addListener(
            done -> {
              if (!done.isSuccess()) {
                close(context); // the client has reset the connection
              }
            });
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof ByteBuf bytes) {
      discarded += bytes.readableBytes();
    }
    ReferenceCountUtil.release(message);
    if (discarded > MAX_BYTES) {
      close(context);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      close(context);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    close(context);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    if (timeout != null) {
      timeout.cancel(false); // the channel is closed
    }
  }

  private void close(ChannelHandlerContext context) {
    var _ = context.close(closed);
  }
}
