package io.tributary.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.tributary.scope.Clock;
import io.tributary.server.ServerInternals;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/**
 * Keeps the first 64 KiB of a request's body for those who want it, because {@link
 * ClientConnection} passes no body on. A connection has one request with a body, since it closes
 * after the response to it. Confined to its event loop.
 */
public final class ReceivedBody extends ChannelInboundHandlerAdapter {
  private static final AttributeKey<ReceivedBody> KEY =
      AttributeKey.valueOf(ReceivedBody.class, "body");
  private static final int MAX_BYTES = 64 * 1024;

  private final Duration longest;
  private final Clock clock;
  private Buffer bytes = Buffer.buffer();
  private Promise<Buffer> whole = Promise.promise();

  private ReceivedBody(Duration longest, Clock clock) {
    this.longest = longest;
    this.clock = clock;
  }

  /**
   * Installs the handler on a connection that has a {@link ClientConnection}.
   *
   * @param longest the longest that a body may take to arrive
   */
  public static void install(HttpConnection connection, Duration longest, Clock clock) {
    Channel channel = ServerInternals.channel(connection);
    ReceivedBody handler = new ReceivedBody(longest, clock);
    channel.attr(KEY).set(handler);
    channel.pipeline().addBefore(ClientConnection.NAME, "body", handler);
  }

  /**
   * Returns the whole body of the request that is being handled. Fails with {@link
   * BadRequestException} if it is malformed, too large or too slow, or if the client leaves. Call
   * it on the context of the request, where the future completes.
   */
  public static Future<Buffer> of(HttpServerRequest request) {
    return ServerInternals.channel(request.connection()).attr(KEY).get().body();
  }

  private Future<Buffer> body() {
    Promise<Buffer> receiving = whole;
    Clock.Timer timer =
        clock.after(
            longest.toNanos(),
            () ->
                receiving.tryFail(
                    new BadRequestException(408, "the request body did not arrive in time")));
    Context context = Vertx.currentContext();
    Promise<Buffer> result = Promise.promise();
    receiving
        .future()
        .onComplete(
            received -> {
              timer.cancel();
              context.runOnContext(_ -> result.handle(received));
            });
    return result.future();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      bytes = Buffer.buffer();
      whole = Promise.promise();
    } else if (message instanceof HttpContent content) {
      receive(content);
    }
    context.fireChannelRead(message);
  }

  private void receive(HttpContent content) {
    if (content.decoderResult().isFailure()) {
      whole.tryFail(new BadRequestException("the body is malformed"));
    } else if (bytes.length() + content.content().readableBytes() > MAX_BYTES) {
      whole.tryFail(new BadRequestException(413, "the body has more than 64 KiB"));
    } else {
      byte[] piece = new byte[content.content().readableBytes()];
      content.content().getBytes(content.content().readerIndex(), piece);
      bytes.appendBytes(piece);
      if (content instanceof LastHttpContent) {
        whole.tryComplete(bytes);
      }
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    whole.tryFail(new BadRequestException("the client has left"));
    context.fireChannelInactive();
  }
}
