package io.tributary.backend;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
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
   * @param keptAlive whether the connection was an old one and no byte of an answer has arrived
   */
  public static RuntimeException of(Throwable cause, boolean keptAlive) {
    return switch (cause) {
      case CallFailedException known -> known;
      case StaleConnectionException stale -> stale;
      case ConnectTimeoutException _ -> CallFailedException.timeout();
      case UnknownHostException _ -> unreachable("the backend's name could not be resolved");
      case ConnectException _ -> unreachable("the backend could not be connected to");
      case SSLException _ -> unreachable("no secure connection to the backend");
      case IOException _ when keptAlive -> new StaleConnectionException();
      case IOException _ ->
          unreachable("the backend closed the connection before a whole answer arrived");
      default -> unreachable("the backend did not answer in HTTP");
    };
  }

  private static CallFailedException unreachable(String message) {
    return new CallFailedException(Reason.UNREACHABLE, message);
  }
}
