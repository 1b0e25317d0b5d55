package io.tributary.backend.web;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.SingleUse;
import io.tributary.support.VirtualClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A connection without a network: what a {@link GuardedResponseDecoder} makes of bytes, as text.
 * {@code 200 [1]. } is a whole response, and a failure is its reason's code or its class.
 */
final class DecodedResponses {
  private final StringBuilder heard = new StringBuilder();
  private final List<HttpResponse> heads = new ArrayList<>();
  private final SingleUse singleUse =
      new SingleUse("users", new VirtualClock(), ConnectionObserver.NONE);
  private final ConnectionUse use = new ConnectionUse(singleUse);
  private final GuardedResponseDecoder decoder = new GuardedResponseDecoder(use, 1024);
  private final EmbeddedChannel channel = new EmbeddedChannel(decoder, new Listener());

  /** Writes a request. */
  DecodedResponses request() {
    use.request();
    decoder.awaitResponse();
    return this;
  }

  /** The backend sends these bytes in one piece, which only an open connection notices. */
  DecodedResponses receive(String bytes) {
    if (channel.isOpen()) {
      channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    }
    return this;
  }

  /** The backend closes the connection. */
  DecodedResponses close() {
    boolean _ = channel.finish();
    return this;
  }

  /** The connection is a secure one. */
  DecodedResponses secure(SslHandler handler) {
    channel.pipeline().addLast(handler);
    return this;
  }

  /** Something happens to the connection. */
  DecodedResponses happens(Object event) {
    channel.pipeline().fireUserEventTriggered(event);
    return this;
  }

  /** All that was decoded so far. */
  String heard() {
    return heard.toString();
  }

  boolean open() {
    return channel.isOpen();
  }

  /** Whether the client is told to close the connection after the last response. */
  boolean lasts() {
    return !heads.getLast().headers().contains(HttpHeaderNames.CONNECTION, "close", true);
  }

  HttpResponse last() {
    return heads.getLast();
  }

  /** Whether the backend has sent what nobody requested. */
  boolean unsolicited() {
    return singleUse.inForce();
  }

  ConnectionUse use() {
    return use;
  }

  private final class Listener extends SimpleChannelInboundHandler<HttpObject> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
      if (message.decoderResult().isFailure()) {
        heard.append("broken ");
        return;
      }
      if (message instanceof HttpResponse head) {
        heads.add(head);
        heard.append(head.status().code()).append(' ');
      }
      if (message instanceof HttpContent content) {
        heard.append(content.content().toString(StandardCharsets.ISO_8859_1));
      }
      if (message instanceof LastHttpContent) {
        heard.append(". ");
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      heard
          .append(
              cause instanceof CallFailedException failed
                  ? failed.reason().code()
                  : cause.getClass().getSimpleName())
          .append(' ');
    }
  }
}
