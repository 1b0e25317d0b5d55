package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Puts what the HTTP client throws into the contract's words. Nothing of its messages gets out. */
final class WireFailure {
  private WireFailure() {}

  /**
   * The failure to report.
   *
   * @param keptAlive whether the connection was an old one and no head has arrived
   */
  static RuntimeException of(Throwable cause, boolean keptAlive) {
    return switch (cause) {
      case ConnectionPoolTooBusyException _ ->
          new CallFailedException(Reason.REJECTED, "too many calls wait for a connection");
      case TimeoutException _ -> CallFailedException.timeout();
      case UnknownHostException _ -> unreachable("the backend's name could not be resolved");
      case ConnectException _ -> unreachable("the backend could not be connected to");
      case SSLException _ -> unreachable("no secure connection to the backend");
      case HttpClosedException _ when keptAlive -> new StaleConnectionException();
      case IOException _ when keptAlive -> new StaleConnectionException();
      case HttpClosedException _, IOException _ ->
          unreachable("the backend closed the connection before a whole answer arrived");
      default -> unreachable("the backend did not answer in HTTP");
    };
  }

  private static CallFailedException unreachable(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message);
  }
}
