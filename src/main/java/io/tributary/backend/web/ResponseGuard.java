package io.tributary.backend.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestEncoder;

/**
 * The codec of an HTTP/1.1 connection. Isolates exchanges from each other: it decodes a response
 * only while one is awaited, and closes the connection on unsolicited bytes. It adds the encoded
 * header lines to each request. Confined to its event loop.
 */
final class ResponseGuard
    extends CombinedChannelDuplexHandler<GuardedResponseDecoder, HttpRequestEncoder> {
  /**
   * Creates the codec of a new connection.
   *
   * @param use records what arrives on the connection, and has the header lines to write
   * @param maxHead the maximum size of a response head, in bytes
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

          @Override
          protected void encodeHeaders(HttpHeaders headers, ByteBuf out) {
            super.encodeHeaders(headers, out);
            use.headerLines().writeTo(out);
            use.headerLines().clear(); // no other request can send them
          }
        });
  }
}
