package io.tributary.backend.address;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.config.Origin;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
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
  /**
   * Limit of an attempt while other addresses are left: the Connection Attempt Delay (RFC 8305,
   * section 5).
   */
  static final Duration ATTEMPT = Duration.ofMillis(250);

  /**
   * No limit besides the deadline: an address that timed out before gets its full share of the time
   * left.
   */
  private static final Duration UNLIMITED = Duration.ofDays(1);

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
  private final @Nullable SocketAddress literal;

  /** Creates the addresses of an origin. */
  public Addresses(HostResolver hosts, Origin origin, Clock clock) {
    this.hosts = hosts;
    this.origin = origin;
    this.order = new AddressOrder(clock);
    this.literal = IpLiteral.parse(origin.host()).map(this::withPort).orElse(null);
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
    if (literal != null) {
      return attempt(literal, 0, ATTEMPT, scope, attempt);
    }
    return hosts
        .resolve(origin.host())
        .compose(
            found ->
                found.size() == 1
                    ? attempt(withPort(found.getFirst()), 0, ATTEMPT, scope, attempt)
                    : tryEach(order.of(found), List.of(), ATTEMPT, scope, attempt));
  }

  /**
   * Tries the remaining addresses.
   *
   * @param slow addresses whose attempt timed out. They may only need more time, for a TLS
   *     handshake for instance, so they share the time left in a second round
   * @param cap the limit of an attempt while there is another address to try
   */
  private <T> Future<T> tryEach(
      List<InetAddress> left,
      List<InetAddress> slow,
      Duration cap,
      Scope scope,
      Attempt<T> attempt) {
    InetAddress address = left.getFirst();
    boolean again = cap.equals(ATTEMPT) && !slow.isEmpty();
    int others = left.size() - 1 + (again ? 1 : 0);
    return attempt(withPort(address), others, cap, scope, attempt)
        .transform(
            (connection, cause) -> {
              if (cause == null) {
                order.worked(address);
                return Future.succeededFuture(connection);
              }
              if (!ConnectFailure.is(cause)) {
                return Future.failedFuture(cause);
              }
              order.failed(address);
              List<InetAddress> rest = left.subList(1, left.size());
              List<InetAddress> late =
                  cause instanceof ConnectTimeoutException ? and(slow, address) : slow;
              if (scope.deadline().passed()) {
                return Future.failedFuture(cause);
              } else if (!rest.isEmpty()) {
                return tryEach(rest, late, cap, scope, attempt);
              } else if (!late.isEmpty() && cap.equals(ATTEMPT)) {
                return tryEach(late, List.of(), UNLIMITED, scope, attempt);
              }
              return Future.failedFuture(cause);
            });
  }

  private static List<InetAddress> and(List<InetAddress> slow, InetAddress address) {
    List<InetAddress> more = new ArrayList<>(slow);
    more.add(address);
    return more;
  }

  /** Makes one attempt, unless the scope has ended. */
  private static <T> Future<T> attempt(
      SocketAddress address, int others, Duration cap, Scope scope, Attempt<T> attempt) {
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    long remaining = scope.deadline().remainingNanos();
    if (remaining <= 0) {
      return Future.failedFuture(new ConnectTimeoutException("no time left to connect"));
    }
    long share = others == 0 ? remaining : Math.min(cap.toNanos(), remaining / (others + 1));
    return attempt.to(address, Duration.ofNanos(share));
  }

  /**
   * Uses the numeric address without the name, because Vert.x treats two addresses with the same
   * name as equal.
   */
  private SocketAddress withPort(InetAddress address) {
    return SocketAddress.inetSocketAddress(origin.port(), address.getHostAddress());
  }
}
