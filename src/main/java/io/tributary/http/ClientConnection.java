package io.tributary.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AttributeKey;
import io.netty.util.ReferenceCountUtil;
import io.tributary.server.ServerInternals;
import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * A client's HTTP/1.1 connection, seen between the codec and Vert.x. It decides where the
 * connection ends: no request is handled after a response that closes it, and bodies go to those
 * who read them only. A client that ends only its output is still answered. Confined to its event
 * loop.
 */
public final class ClientConnection extends ChannelDuplexHandler {
  /** The name of the handler in the channel pipeline. */
  static final String NAME = "connection";

  private static final AttributeKey<ClientConnection> KEY =
      AttributeKey.valueOf(ClientConnection.class, "connection");

  /** What the response that is being sent does when the client has ended its output. */
  private @Nullable Runnable whenInputEnds;

  /** The request whose body arrives, or is dropped until the connection closes. */
  private @Nullable ArrivingBody body;

  private int unanswered;

  private boolean inputEnded;
  private boolean responding;
  private boolean ended;
  private boolean flushed;
  private boolean closing;
  private boolean closesAfterResponse;

  private ClientConnection() {}

  /** Installs the handler on a new HTTP/1.1 connection. */
  public static void install(HttpConnection connection) {
    Channel channel = ServerInternals.channel(connection);
    ClientConnection handler = new ClientConnection();
    channel.attr(KEY).set(handler);
    if (!connection.isSsl()) { // TLS ends both directions together
      channel.config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    }
    channel.pipeline().addBefore(ServerInternals.HANDLER, NAME, handler);
  }

  /** A client that ends its output has left from now on: its response has no end to wait for. */
  public static void leavesWithItsOutput(HttpConnection connection) {
    ServerInternals.channel(connection).config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
  }

  /**
   * Runs the action when the client ends its output while a response is being sent, or at once if
   * it has. Connections of HTTP/2, and those over TLS, end in both directions together.
   */
  static void onInputEnd(HttpConnection connection, Runnable action) {
    ClientConnection handler = ServerInternals.channel(connection).attr(KEY).get();
    if (handler == null) {
      return;
    }
    handler.whenInputEnds = action;
    if (handler.inputEnded) {
      action.run();
    }
  }

  /**
   * Reads the body that the request announces. Call it while the request is handled for the first
   * time. The connection closes after the response unless the body is read to its end, and its
   * length was known beforehand.
   */
  static void readBody(HttpConnection connection, BodySink sink) {
    ArrivingBody body = ServerInternals.channel(connection).attr(KEY).get().body;
    if (body == null) {
      throw new IllegalStateException("the request announces no body");
    }
    body.readBy(sink);
  }

  /**
   * Whether a response has closed the connection. A request on it must not be handled. A response
   * on HTTP/2 closes none.
   */
  static boolean ended(HttpConnection connection) {
    ClientConnection handler = ServerInternals.channel(connection).attr(KEY).get();
    return handler != null && handler.ended;
  }

  /** The next response closes the connection. Vert.x would tell a client of HTTP/1.0 otherwise. */
  static void closesAfterResponse(HttpConnection connection) {
    ClientConnection handler = ServerInternals.channel(connection).attr(KEY).get();
    if (handler != null) {
      handler.closesAfterResponse = true;
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (ended) {
      ReferenceCountUtil.release(message);
    } else if (body != null) {
      receive(context, body, message);
    } else if (message instanceof HttpRequest request) {
      begin(context, request);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest request) {
    if (request.decoderResult().cause() instanceof PrematureChannelClosureException) {
      ReferenceCountUtil.release(request); // the client has left in the middle of a head
      return;
    }
    if (request.decoderResult().isFailure()) {
      request.setProtocolVersion(HttpVersion.HTTP_1_1); // Netty says 1.0 if it knows none
    }
    RequestLine.normalize(request);
    unanswered++;
    if (request.decoderResult().isSuccess() && RequestRules.announcesBody(request)) {
      body = ArrivingBody.of(request);
    } else {
      context.fireChannelRead(request);
    }
  }

  private void receive(ChannelHandlerContext context, ArrivingBody arriving, Object message) {
    if (message instanceof HttpContent content) {
      boolean before = arriving.isReadToItsEnd();
      arriving.add(content);
      if (content instanceof LastHttpContent) {
        arriving.passOn(context);
      }
      if (!before && arriving.isReadToItsEnd() && !ended) {
        end(context, arriving);
      }
    }
    ReferenceCountUtil.release(message);
  }

  /** The end of a body that somebody reads is also the end of its request. */
  private void end(ChannelHandlerContext context, ArrivingBody arriving) {
    context.fireChannelRead(LastHttpContent.EMPTY_LAST_CONTENT);
    if (arriving.isCounted()) {
      body = null;
    }
    arriving.tellEnd();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (body != null) {
      boolean _ = body.breakOff(BadRequestException.clientLeft());
    }
    context.fireChannelInactive();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (body != null) {
      body.passOn(context);
    }
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise written = promise;
    if (message instanceof HttpResponse response) {
      responding = true;
      if (closesAfterResponse) {
        response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      }
      ended |= closes(response);
    }
    if (message instanceof LastHttpContent) {
      responding = false;
      whenInputEnds = null;
      unanswered--;
      if (ended || inputEnded) {
        written = promise.unvoid().addListener(_ -> written(context));
      }
    }
    var _ = context.write(message, written);
  }

  private static boolean closes(HttpResponse response) {
    return response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
  }

  private void written(ChannelHandlerContext context) {
    flushed = true;
    if (inputEnded && unanswered == 0) {
      var _ = context.close();
    }
  }

  /** The connection lingers after its last response, unless the client has nothing more to send. */
  @Override
  public void close(ChannelHandlerContext context, ChannelPromise promise) {
    if (!ended || !flushed || inputEnded || !context.channel().isActive()) {
      var _ = context.close(promise);
    } else if (closing) {
      var _ = context.channel().closeFuture().addListener(_ -> promise.trySuccess());
    } else {
      closing = true;
      LingeringClose.start(context, promise);
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof ChannelInputShutdownEvent) {
      inputEnded = true;
      if (body != null && body.breakOff(new BadRequestException("the body ends too early"))) {
        // Its reader responds.
      } else if (unanswered == 0) {
        var _ = context.close();
      } else if (!responding) {
        EarlyStatusLine.send(context);
      } else if (whenInputEnds != null) {
        whenInputEnds.run();
      }
    }
    context.fireUserEventTriggered(event);
  }
}
