package io.tributary.backend;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.config.BackendConfig;
import io.tributary.scope.CancelledException;
import io.tributary.scope.OutOfMemory;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.internal.net.NetSocketInternal;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Maps failures of sockets, DNS, TLS and HTTP to the reasons of the public contract. The original
 * messages do not reach clients. Stateless.
 */
public final class TransportFailure {
  private TransportFailure() {}

  /**
   * Returns the failure to report.
   *
   * @param keptAlive whether the connection may have been closed before the request was sent
   */
  public static RuntimeException of(Throwable cause, boolean keptAlive) {
    return switch (cause) {
      case CallFailedException known -> known;
      case CancelledException cancelled -> cancelled;
      case StaleConnectionException stale -> stale;
      case ConnectTimeoutException _ -> CallFailedException.timeout();
      case TimeoutException _ -> CallFailedException.timeout();
      case UnknownHostException _ -> unreachable("the backend's host name cannot be resolved");
      case ConnectException _, NoRouteToHostException _, BindException _ ->
          unreachable("cannot connect to the backend");
      case SSLException _ when cause.getCause() instanceof SslHandshakeTimeoutException ->
          CallFailedException.timeout();
      case SSLException _ -> notSecure();
      case DecoderException _ when cause.getCause() instanceof SSLException -> notSecure();
      case TooLongFrameException _ -> ResponseRules.headTooLarge();
      case Http2Exception error when isOfHeadSize(error) -> ResponseRules.headTooLarge();
      case ConnectionPoolTooBusyException _ -> tooManyConnecting();
      case Throwable _ when isClosed(cause) && keptAlive -> new StaleConnectionException();
      case Throwable _ when isClosed(cause) ->
          unreachable("the backend closed the connection before the response was complete");
      default -> {
        OutOfMemory.endProcessIfCauseOf(cause);
        yield unreachable("the response is not valid HTTP");
      }
    };
  }

  /**
   * Returns the failure to report when a connection was not established.
   *
   * <p>Without TLS and without a proxy a connection that is being established is refused or times
   * out. If it is closed, that was for an event of an earlier connection with its descriptor (see
   * {@link StaleRetry}), and the request may be sent again.
   */
  public static RuntimeException ofConnecting(Throwable cause, BackendConfig backend) {
    boolean direct = !backend.origin().secure() && backend.proxy().isEmpty();
    return of(cause, direct && cause instanceof ClosedChannelException);
  }

  /** The failure of a call that no further connection may be opened for. */
  public static CallFailedException tooManyConnecting() {
    return new CallFailedException(
        Reason.REJECTED, "too many connections to the backend are being opened");
  }

  /** Whether the connection or the stream was closed before the response was complete. */
  public static boolean isClosed(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof HttpClosedException
        || cause instanceof StreamResetException
        || cause instanceof PrematureChannelClosureException
        || cause.equals(NetSocketInternal.CLOSED_EXCEPTION);
  }

  /**
   * Whether an HTTP/2 head was too large: for its stream, or for the connection. Netty's exception
   * of a connection differs from others by its message only.
   */
  private static boolean isOfHeadSize(Http2Exception error) {
    String message = error.getMessage();
    return error instanceof Http2Exception.HeaderListSizeException
        || (message != null && message.startsWith("Header size exceeded"));
  }

  private static CallFailedException notSecure() {
    return unreachable("the TLS connection to the backend failed");
  }

  private static CallFailedException unreachable(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message);
  }
}
