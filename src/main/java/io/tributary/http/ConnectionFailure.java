package io.tributary.http;

import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Why a client's connection failed. Stateless. */
final class ConnectionFailure {
  private ConnectionFailure() {}

  /**
   * Whether the client violated the protocol. A client that leaves does not: networks fail, people
   * close their browsers, and load balancers probe with a connect and a reset.
   */
  static boolean isProtocolError(@Nullable Throwable cause) {
    return switch (cause) {
      case PrematureChannelClosureException _ -> false; // left in the middle of a head
      case UncheckedIOException _ -> false; // Netty's, where the connection is closed already
      case IOException _, HttpClosedException _, StreamResetException _, TimeoutException _ ->
          false;
      case null, default -> true;
    };
  }
}
