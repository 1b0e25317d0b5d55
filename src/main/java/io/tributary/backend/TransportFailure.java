package io.tributary.backend;

import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.CancelledException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import io.vertx.core.internal.net.NetSocketInternal;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Puts what sockets and their names fail with into the contract's words. Nothing of its messages
 * gets out.
 */
public final class TransportFailure {
  private TransportFailure() {}

  /**
   * The failure to report.
   *
   * @param keptAlive whether the connection was an old one and no byte of a response has arrived
   */
  public static RuntimeException of(Throwable cause, boolean keptAlive) {
    return switch (cause) {
      case CallFailedException known -> known;
      case CancelledException cancelled -> cancelled;
      case StaleConnectionException stale -> stale;
      case ConnectTimeoutException _ -> CallFailedException.timeout();
      case TimeoutException _ -> CallFailedException.timeout();
      case UnknownHostException _ -> unreachable("the backend's name could not be resolved");
      case ConnectException _, NoRouteToHostException _, BindException _ ->
          unreachable("the backend could not be connected to");
      case SSLException _ when cause.getCause() instanceof SslHandshakeTimeoutException ->
          CallFailedException.timeout();
      case SSLException _ -> notSecure();
      case DecoderException _ when cause.getCause() instanceof SSLException -> notSecure();
      case TooLongFrameException _ -> ResponseRules.headTooLarge();
      case ConnectionPoolTooBusyException _ ->
          new CallFailedException(
              Reason.REJECTED, "too many connections to the backend are being made");
      case Throwable _ when isClosed(cause) && keptAlive -> new StaleConnectionException();
      case Throwable _ when isClosed(cause) ->
          unreachable("the backend closed the connection before a whole response arrived");
      default -> unreachable("the backend did not answer in HTTP");
    };
  }

  /** Whether the connection, or the stream, was closed before a whole response arrived. */
  public static boolean isClosed(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof HttpClosedException
        || cause instanceof StreamResetException
        || cause instanceof PrematureChannelClosureException
        || cause.equals(NetSocketInternal.CLOSED_EXCEPTION);
  }

  private static CallFailedException notSecure() {
    return unreachable("no secure connection to the backend");
  }

  private static CallFailedException unreachable(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message);
  }
}
