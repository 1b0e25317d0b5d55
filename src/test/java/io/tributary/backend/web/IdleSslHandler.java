package io.tributary.backend.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.ssl.SslHandler;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** Marks a connection as a secure one, and lets everything through as it is. */
final class IdleSslHandler extends SslHandler {
  IdleSslHandler() throws NoSuchAlgorithmException {
    super(SSLContext.getDefault().createSSLEngine());
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {}

  @Override
  public void handlerRemoved0(ChannelHandlerContext context) {}

  @Override
  public void channelActive(ChannelHandlerContext context) {
    context.fireChannelActive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    context.fireChannelRead(message);
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.fireChannelReadComplete();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    context.fireChannelInactive();
  }

  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    var _ = context.close(promise);
  }
}
