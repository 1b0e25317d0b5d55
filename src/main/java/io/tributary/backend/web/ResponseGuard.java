package io.tributary.backend.web;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;

/**
 * The codec of an HTTP/1.1 connection, which lets nothing of one exchange reach another: it decodes
 * a response only while one is awaited, and closes the connection for everything else that comes.
 * Confined to its event loop.
 */
final class ResponseGuard
    extends CombinedChannelDuplexHandler<GuardedResponseDecoder, HttpRequestEncoder> {
  /**
   * The codec of a new connection.
   *
   * @param use learns what comes
   * @param maxHead the most bytes of a response's head
   */
  ResponseGuard(ConnectionUse use, int maxHead) {
    GuardedResponseDecoder decoder = new GuardedResponseDecoder(use, maxHead);
    init(
        decoder,
        new HttpRequestEncoder() {
          @Override
          public void write(ChannelHandlerContext context, Object message, ChannelPromise promise)
              throws Exception {
            if (message instanceof HttpRequest) {
              decoder.awaitResponse();
            }
            super.write(context, message, promise);
          }
        });
  }
}
