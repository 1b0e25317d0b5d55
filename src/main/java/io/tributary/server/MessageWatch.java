package io.tributary.server;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;

/** Tells a {@link ConnectionWatch} of requests and responses. Confined to its event loop. */
final class MessageWatch extends ChannelDuplexHandler {
  private final ConnectionWatch watch;

  MessageWatch(ConnectionWatch watch) {
    this.watch = watch;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request) {
      HttpHeaders headers = request.headers();
      watch.requestBegan(
          RequestBody.length(
              headers.contains(HttpHeaderNames.TRANSFER_ENCODING),
              headers.get(HttpHeaderNames.CONTENT_LENGTH)));
    } else if (message instanceof LastHttpContent) {
      watch.bodyEnded();
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent) {
      var _ = context.write(message, promise.unvoid().addListener(_ -> watch.responseWritten()));
    } else {
      var _ = context.write(message, promise);
    }
  }
}
