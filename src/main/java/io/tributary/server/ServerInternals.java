package io.tributary.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.util.AttributeKey;
import io.tributary.server.ConnectionLimit.OpenConnection;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.Http2ServerConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * All uses of internals of the Vert.x server: the channel of a connection, and the names of the
 * handlers in its pipeline. The test of this class fails when an upgrade changes one of them.
 * Stateless.
 */
public final class ServerInternals {
  /** The name of the handler that decodes requests. */
  public static final String DECODER = "httpDecoder";

  /** The name of the handler that encodes responses. */
  static final String ENCODER = "httpEncoder";

  /** The name of Vert.x's own handler, the last one. */
  public static final String HANDLER = "handler";

  /** The name of the handler for TLS, the first one. */
  private static final String TLS = "ssl";

  private static final String CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n";

  private static final String HTTP2_WATCH = "http2-watch";

  private static final AttributeKey<Boolean> GOING_AWAY =
      AttributeKey.valueOf(ServerInternals.class, "going-away");

  private ServerInternals() {}

  /** The channel of a server's connection. */
  public static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  /**
   * Ends a request whatever is still to be written. On HTTP/2 its stream is reset, and the others
   * go on if the client reads at all. Otherwise the connection is closed, and the kernel forgets
   * what the client has not read, too (RFC 9293, 3.9.1: abort).
   */
  public static void abort(HttpServerRequest request) {
    Channel channel = channel(request.connection());
    if (request.version() == HttpVersion.HTTP_2) {
      resetStream(channel, request.response().streamId());
      closeUnlessRead(channel);
    } else {
      reset(channel);
    }
  }

  /** Vert.x resets no stream whose last bytes Netty has, even if the client's window is closed. */
  private static void resetStream(Channel channel, int stream) {
    Http2ConnectionHandler handler = channel.pipeline().get(Http2ConnectionHandler.class);
    ChannelHandlerContext context = channel.pipeline().context(handler);
    var _ =
        handler
            .encoder()
            .writeRstStream(context, stream, Http2Error.CANCEL.code(), context.newPromise());
    handler.flush(context);
  }

  /** Closes a connection if the socket takes nothing within a second. */
  @SuppressWarnings("ReferenceEquality") // the same message, not an equal one
  private static void closeUnlessRead(Channel channel) {
    ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
    if (!isUnwritten(channel)) {
      return;
    }
    Object first = written.current();
    long progress = written.currentProgress();
    var _ =
        channel
            .eventLoop()
            .schedule(
                () -> {
                  if (isUnwritten(channel)
                      && written.current() == first
                      && written.currentProgress() == progress) {
                    reset(channel);
                  }
                },
                1,
                TimeUnit.SECONDS);
  }

  /** Whether the socket has not taken all that was written. */
  public static boolean isUnwritten(Channel channel) {
    ChannelOutboundBuffer written = channel.unsafe().outboundBuffer();
    return written != null && !written.isEmpty();
  }

  /**
   * Asks the client of an HTTP/1.1 connection for the body of its request (RFC 9110, 15.2.1). It
   * passes by the handlers that count responses, because it is none.
   */
  public static void writeContinue(HttpConnection connection) {
    var _ =
        channel(connection)
            .pipeline()
            .context(ENCODER)
            .writeAndFlush(Unpooled.copiedBuffer(CONTINUE, StandardCharsets.US_ASCII));
  }

  /** Whether a connection uses HTTP/2. */
  static boolean isHttp2(HttpConnection connection) {
    return connection instanceof Http2ServerConnection;
  }

  /**
   * Asks the client of an HTTP/2 connection to send its next requests elsewhere. Those that it has
   * sent already are handled (RFC 9113, 6.8).
   */
  public static void goAway(HttpConnection connection) {
    if (!channel(connection).hasAttr(GOING_AWAY)) {
      channel(connection).attr(GOING_AWAY).set(true);
      HttpConnection _ = connection.goAway(Http2Error.NO_ERROR.code(), Integer.MAX_VALUE);
    }
  }

  /**
   * Watches a new connection over TLS from its first byte after the handshake on, in case that it
   * uses HTTP/2. Call it before the channel is registered.
   */
  static void watchTls(Channel accepted) {
    accepted
        .pipeline()
        .addFirst(
            new ChannelInboundHandlerAdapter() {
              @Override
              public void channelRead(ChannelHandlerContext context, Object message) {
                context.pipeline().addAfter(TLS, HTTP2_WATCH, new Http2Watch()).remove(this);
                context.fireChannelRead(message);
              }
            });
  }

  /** Removes the watch from a connection that uses HTTP/1.1. */
  static void unwatchHttp2(HttpConnection connection) {
    ChannelPipeline pipeline = channel(connection).pipeline();
    Http2Watch watch = pipeline.get(Http2Watch.class);
    if (watch != null) {
      pipeline.remove(watch);
    }
  }

  /** Lets the watch of an HTTP/2 connection begin. Returns whether there is one. */
  static boolean beginHttp2(HttpConnection connection, OpenConnection place, Heads heads) {
    ChannelPipeline pipeline = channel(connection).pipeline();
    Http2Watch watch = pipeline.get(Http2Watch.class);
    if (watch == null) {
      return false;
    }
    Http2ConnectionHandler handler = pipeline.get(Http2ConnectionHandler.class);
    Http2ConnectionDecoder decoder = handler.decoder();
    decoder.frameListener(new Http2Heads(decoder.frameListener()));
    watch.begin(place, heads, handler.connection());
    pipeline.addBefore(HANDLER, "idle-watch", new IdleWatch(() -> isBusy(handler.connection())));
    return true;
  }

  /** Whether a response has not ended. A request that does not end is not waited for. */
  private static boolean isBusy(Http2Connection connection) {
    try {
      return connection.forEachActiveStream(stream -> !stream.state().localSideOpen()) != null;
    } catch (Http2Exception e) {
      throw new IllegalStateException("no visitor fails", e);
    }
  }

  static void reset(Channel channel) {
    boolean _ = channel.config().setOption(ChannelOption.SO_LINGER, 0);
    close(channel);
  }

  /**
   * Closes a channel at once. Vert.x would wait until all is written, however long the client does
   * not read. Call it on any thread.
   */
  static void close(Channel channel) {
    ChannelHandlerContext first = channel.pipeline().firstContext();
    var _ = first == null ? channel.close() : first.close();
  }
}
