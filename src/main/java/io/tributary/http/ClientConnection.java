package io.tributary.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
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
 * connection ends: no request is handled after a response that closes it, and bodies are not passed
 * on. A client that ends only its output is still answered. Confined to its event loop.
 */
public final class ClientConnection extends ChannelDuplexHandler {
  /** The name of the handler in the channel pipeline. */
  static final String NAME = "connection";

  private static final AttributeKey<ClientConnection> KEY =
      AttributeKey.valueOf(ClientConnection.class, "connection");

  /** A request whose body may be malformed. It is passed on when all that was read is decoded. */
  private @Nullable HttpRequest held;

  /** What the response that is being sent does when the client has ended its output. */
  private @Nullable Runnable whenInputEnds;

  private int unanswered;
  private boolean bodyFollows;
  private boolean inputEnded;
  private boolean responding;
  private boolean ended;
  private boolean flushed;
  private boolean closing;

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
   * Whether a response has closed the connection. A request on it must not be handled. A response
   * on HTTP/2 closes none.
   */
  static boolean ended(HttpConnection connection) {
    ClientConnection handler = ServerInternals.channel(connection).attr(KEY).get();
    return handler != null && handler.ended;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (ended || (bodyFollows && held == null)) {
      ReferenceCountUtil.release(message);
    } else if (held != null) {
      checkBody(context, held, message);
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
    bodyFollows = request.decoderResult().isSuccess() && RequestRules.announcesBody(request);
    if (bodyFollows) {
      held = request;
    } else {
      context.fireChannelRead(request);
    }
  }

  /** A malformed body makes its request malformed, whatever the request asks for. */
  private void checkBody(ChannelHandlerContext context, HttpRequest request, Object message) {
    if (message instanceof HttpContent content) {
      DecoderResult result = content.decoderResult();
      if (result.isFailure()) {
        boolean tooLong = result.cause() instanceof TooLongFrameException;
        request.setDecoderResult(
            DecoderResult.failure(
                tooLong
                    ? new BadRequestException(431, "the trailer fields are too large")
                    : new BadRequestException("the body is malformed")));
      }
      if (content instanceof LastHttpContent) {
        passOn(context);
      }
    }
    ReferenceCountUtil.release(message);
  }

  private void passOn(ChannelHandlerContext context) {
    HttpRequest request = held;
    held = null;
    if (request != null) {
      context.fireChannelRead(request);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    passOn(context);
    context.fireChannelReadComplete();
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise written = promise;
    if (message instanceof HttpResponse response) {
      responding = true;
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
      if (unanswered == 0) {
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
