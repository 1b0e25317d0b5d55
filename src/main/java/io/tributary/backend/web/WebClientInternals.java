package io.tributary.backend.web;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2ConnectionAdapter;
import io.netty.handler.codec.http2.Http2ConnectionDecoder;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Stream;
import io.tributary.backend.NextPoll;
import io.tributary.scope.CancelledException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.CleanableHttpClient;
import io.vertx.core.http.impl.HttpClientConnectionInternal;
import io.vertx.core.internal.ContextInternal;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.impl.ClientPhase;
import io.vertx.ext.web.client.impl.HttpContext;
import io.vertx.ext.web.client.impl.WebClientInternal;
import java.net.SocketAddress;

/**
 * All uses of Vert.x internals: the phases of a Web Client's request and the channel of a client's
 * connection. The test of this class fails when an upgrade changes one of them. Stateless.
 */
final class WebClientInternals {
  /** The name of Vert.x's HTTP/1.1 codec in the channel pipeline. */
  private static final String CODEC = "codec";

  private WebClientInternals() {}

  /** Adds an interceptor that passes requests and response heads to their {@link WebExchange}. */
  static WebClient intercepted(WebClient client) {
    ((WebClientInternal) client).addInterceptor(WebClientInternals::intercept);
    return client;
  }

  private static void intercept(HttpContext<?> context) {
    if (!(context.request().bodyCodec() instanceof ExchangeCodec(WebExchange exchange))) {
      context.next();
      return;
    }
    if (context.phase() == ClientPhase.SEND_REQUEST) {
      SentRequest given = exchange.connected(context.clientRequest());
      // Writes the request in the next turn of the event loop. Bytes that the socket already holds
      // are then seen first, and an unsolicited response closes the connection instead of being
      // taken for this one's. A new socket has not been polled yet.
      EventLoop loop = channel(context.clientRequest().connection()).eventLoop();
      if (given.isFirst()) {
        NextPoll.run(loop, () -> send(context, exchange, given));
      } else {
        loop.execute(() -> send(context, exchange, given));
      }
    } else if (context.phase() == ClientPhase.RECEIVE_RESPONSE) {
      receive(context, exchange);
    } else {
      context.next();
    }
  }

  private static void send(HttpContext<?> context, WebExchange exchange, SentRequest given) {
    HttpClientRequest request = context.clientRequest();
    if (exchange.over() && request.version() != HttpVersion.HTTP_2) {
      // Resets the unwritten request and releases its connection.
      boolean _ = context.fail(new CancelledException());
      return;
    }
    if (request.response().failed()) { // the connection was closed in the meantime
      boolean _ = context.fail(request.response().cause());
      return;
    }
    try {
      exchange.write(given);
    } catch (RuntimeException refused) {
      boolean _ = context.fail(refused);
      return;
    }
    context.next();
    if (exchange.over()) {
      // A stream that is reset before it was opened would never release its place in the pool.
      given.reset();
      given.end();
    } else {
      exchange.sent(given);
    }
  }

  /**
   * Reads the response in place of the Web Client, which would pipe it through seven futures and
   * copy its headers.
   */
  private static void receive(HttpContext<?> context, WebExchange exchange) {
    HttpClientResponse response = context.clientResponse();
    response.exceptionHandler(context::fail);
    exchange.receive(response);
    if (exchange.over()) {
      boolean _ = context.fail(new CancelledException()); // the request was reset
      return;
    }
    response.handler(exchange::receive).endHandler(_ -> context.dispatchResponse(null)).resume();
  }

  /**
   * Replaces the codec of an HTTP/1.1 connection with a {@link ResponseGuard}.
   *
   * @throws java.util.NoSuchElementException if there is no codec of that name
   */
  static void guard(HttpConnection connection, ConnectionUse use, int maxHead) {
    ChannelHandler _ =
        channel(connection).pipeline().replace(CODEC, CODEC, new ResponseGuard(use, maxHead));
  }

  /**
   * Closes a client of the current context with all its connections, those that are being opened
   * included. Vert.x would keep the closed client until the context ends.
   */
  static void close(HttpClient client) {
    var _ = client.close();
    boolean _ =
        ContextInternal.current().closeFuture().remove(((CleanableHttpClient) client).delegate);
  }

  /** Whether a connection uses HTTP/2. */
  static boolean isHttp2(HttpConnection connection) {
    return channel(connection).pipeline().get(Http2ConnectionHandler.class) != null;
  }

  /**
   * Puts a {@link Http2HeadGuard} before Vert.x's listener of an HTTP/2 connection, and records the
   * connection's events: closed streams, and the last processed stream of a GOAWAY frame. Vert.x's
   * own handler for GOAWAY receives a copy of the frame's data that cannot be released.
   */
  static void guardHttp2(HttpConnection connection, ConnectionUse use, int maxHead) {
    Http2ConnectionHandler handler =
        channel(connection).pipeline().get(Http2ConnectionHandler.class);
    Http2ConnectionDecoder decoder = handler.decoder();
    decoder.frameListener(new Http2HeadGuard(decoder.frameListener(), maxHead));
    handler
        .connection()
        .addListener(
            new Http2ConnectionAdapter() {
              @Override
              public void onGoAwayReceived(int lastStreamId, long errorCode, ByteBuf debugData) {
                use.goAway(lastStreamId);
              }

              @Override
              public void onStreamClosed(Http2Stream stream) {
                use.closed(stream.id());
              }
            });
  }

  /** The number of a request's HTTP/2 stream, or -1 if it was never opened. */
  static int streamId(HttpClientRequest request) {
    try {
      return request.streamId();
    } catch (NullPointerException neverOpened) { // thrown by Vert.x in this case
      return -1;
    }
  }

  /**
   * Drops what is still unsent of a request that was written: resets its stream with this code, or
   * closes its connection on HTTP/1.1. Vert.x does neither. It keeps the stream of a request whose
   * response has ended, and does not close a connection before all bytes are sent.
   */
  static void dropUnsent(HttpClientRequest request, long code) {
    Channel channel = channel(request.connection());
    if (request.version() == HttpVersion.HTTP_2) {
      dropUnsent(channel.pipeline(), streamId(request), code);
    } else {
      dropUnsent(channel);
    }
  }

  private static void dropUnsent(ChannelPipeline pipeline, int streamId, long code) {
    Http2ConnectionHandler handler = pipeline.get(Http2ConnectionHandler.class);
    if (handler == null) { // the connection is closed
      return;
    }
    Http2Stream stream = handler.connection().stream(streamId);
    if (stream != null && stream.state().localSideOpen()) {
      ChannelHandlerContext context = pipeline.context(handler);
      var _ = handler.resetStream(context, streamId, code, context.newPromise());
      ChannelHandlerContext _ = context.flush();
    }
  }

  private static void dropUnsent(Channel channel) {
    ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
    if (unsent != null && unsent.totalPendingWriteBytes() > 0) {
      var _ = channel.pipeline().firstContext().close(); // TLS would first send it, too
    }
  }

  /** Whether a connection has no active request. */
  static boolean isIdle(HttpConnection connection) {
    return ((HttpClientConnectionInternal) connection).activeStreams() == 0;
  }

  /** The address at the other end of a connection. */
  static SocketAddress peer(HttpConnection connection) {
    return channel(connection).remoteAddress();
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpClientConnectionInternal) connection).channelHandlerContext().channel();
  }
}
