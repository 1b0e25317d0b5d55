package io.tributary.backend.address;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.List;

/**
 * What a lookup found.
 *
 * @param addresses at least one address, in the order in which they are to be tried
 * @param others the addresses of the other family when its response takes long, otherwise none.
 *     Never fails
 */
record Resolved(List<InetAddress> addresses, Future<List<InetAddress>> others) {
  private static final Future<List<InetAddress>> NONE = Future.succeededFuture(List.of());

  /** Everything that there is to be found. */
  static Resolved all(List<InetAddress> addresses) {
    return new Resolved(addresses, NONE);
  }
}
