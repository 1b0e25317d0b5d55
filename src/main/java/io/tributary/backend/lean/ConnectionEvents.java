package io.tributary.backend.lean;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslCloseCompletionEvent;

/**
 * Passes the events of a channel to its {@link Connection}, and on to Vert.x. Confined to its event
 * loop.
 */
final class ConnectionEvents extends ChannelInboundHandlerAdapter {
  private final Connection connection;

  ConnectionEvents(Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    connection.readComplete();
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.closed();
    context.fireChannelInactive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslCloseCompletionEvent end) {
      connection.tlsEnded(end.isSuccess());
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.failed(cause);
  }
}
