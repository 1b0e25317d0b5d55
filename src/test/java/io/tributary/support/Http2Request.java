package io.tributary.support;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.codec.http2.Http2StreamFrame;

/** Waits for the head of a request on one HTTP/2 stream; a body is read and thrown away. */
final class Http2Request extends SimpleChannelInboundHandler<Http2StreamFrame> {
  private final Http2Connection connection;
  private boolean requested;

  Http2Request(Http2Connection connection) {
    this.connection = connection;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, Http2StreamFrame frame) {
    if (frame instanceof Http2HeadersFrame head && !requested) {
      requested = true;
      connection.requested((Http2StreamChannel) context.channel(), text(head.headers()));
    }
  }

  /** As HTTP/1.1 has it, the authority as the first field. */
  private static String text(Http2Headers headers) {
    StringBuilder text = new StringBuilder();
    text.append(headers.method()).append(' ').append(headers.path()).append(" HTTP/1.1\r\n");
    if (headers.authority() != null) {
      text.append("host: ").append(headers.authority()).append("\r\n");
    }
    headers.forEach(
        field -> {
          if (!Http2Headers.PseudoHeaderName.hasPseudoHeaderFormat(field.getKey())) {
            text.append(field.getKey()).append(": ").append(field.getValue()).append("\r\n");
          }
        });
    return text.append("\r\n").toString();
  }

  /** The client has broken a rule on this stream; the client's test is to find out. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    var _ = context.close();
  }
}
