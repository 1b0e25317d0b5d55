package io.tributary.backend.address;

import io.tributary.config.Origin;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of one backend. Connects to one address after another until an attempt succeeds,
 * starting with the address of the last successful connection. Confined to its event loop.
 *
 * <p>Source: RFC 8305 (Happy Eyeballs), with one difference. The Connection Attempt Delay ends an
 * attempt, instead of starting a parallel one. So a call has at most one connection attempt at a
 * time.
 */
public final class Addresses {
  /** Connects to one address. */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Connects within the given time. A failure that {@link ConnectFailure} recognises moves on to
     * the next address. Any other failure is the result.
     */
    Future<T> to(SocketAddress address, Duration atMost);
  }

  private final HostResolver hosts;
  private final Origin origin;
  private final AddressOrder order;
  private final @Nullable Resolved literal;

  /** Creates the addresses of an origin. */
  public Addresses(HostResolver hosts, Origin origin, Clock clock) {
    this.hosts = hosts;
    this.origin = origin;
    this.order = new AddressOrder(clock);
    this.literal = IpLiteral.parse(origin.host()).map(List::of).map(Resolved::all).orElse(null);
  }

  /**
   * Connects within the scope's deadline. When the scope is cancelled, no further address is tried.
   * The current attempt continues and its connection is returned, so that no connection leaks.
   *
   * @return the connection; fails with the cause of the last attempt, with {@link
   *     java.net.UnknownHostException} when the name does not resolve, or with {@link
   *     CancelledException} when the scope was cancelled before an attempt
   */
  public <T> Future<T> connect(Scope scope, Attempt<T> attempt) {
    Future<Resolved> found =
        literal == null ? hosts.resolve(origin.host()) : Future.succeededFuture(literal);
    return found.compose(
        resolved ->
            new Attempts<T>(
                    resolved, order, scope, (one, atMost) -> attempt.to(withPort(one), atMost))
                .next());
  }

  /**
   * Uses the numeric address without the name, because Vert.x treats two addresses with the same
   * name as equal.
   */
  private SocketAddress withPort(InetAddress address) {
    return SocketAddress.inetSocketAddress(origin.port(), address.getHostAddress());
  }
}
