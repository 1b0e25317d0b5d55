package io.tributary.app;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * Checks that a port can be bound, before the warm-up has taken its time. Another process may still
 * take it afterwards, so binding it must handle that too. Stateless.
 */
final class FreePort {
  private FreePort() {}

  /**
   * Binds the port and frees it again.
   *
   * @param what names the port in the message
   * @return fails with {@link CannotStartException}
   */
  static Future<Void> check(String what, String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port));
      return Future.succeededFuture();
    } catch (IOException refused) {
      return cannotListen(what, port, refused);
    }
  }

  /** Fails with {@link CannotStartException} if the cause is one of the network. */
  static <T> Future<T> cannotListen(String what, int port, Throwable cause) {
    if (!(cause instanceof IOException)) {
      return Future.failedFuture(cause); // not a network failure but a bug
    }
    String why = String.valueOf(cause.getMessage());
    return Future.failedFuture(
        new CannotStartException(
            "the %s port %d %s"
                .formatted(
                    what,
                    port,
                    why.contains("Address already in use")
                        ? "is in use"
                        : "cannot be bound: " + why)));
  }
}
