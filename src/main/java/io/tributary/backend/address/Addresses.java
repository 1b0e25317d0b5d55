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
 * The addresses of one backend. A connection is tried to one after another until one succeeds, the
 * one that worked last first. Confined to its event loop.
 *
 * <p>Source: RFC 8305 (Happy Eyeballs), with its Connection Attempt Delay as the end of an attempt
 * instead of the start of a parallel one: there is never more than one connection in the making for
 * a call.
 */
public final class Addresses {
  /** How long an attempt may take while another address is left (RFC 8305, section 5). */
  static final Duration ATTEMPT = Duration.ofMillis(250);

  /** An address that was slow before may use up its share of the time. */
  private static final Duration WHAT_IS_LEFT = Duration.ofDays(1);

  /** Makes a connection to one address. */
  @FunctionalInterface
  public interface Attempt<T> {
    /**
     * Ends within that time, at the latest soon after. A failure that {@link ConnectFailure} knows
     * moves on to the next address; any other is the result.
     */
    Future<T> to(SocketAddress address, Duration atMost);
  }

  private final HostResolver hosts;
  private final Origin origin;
  private final AddressOrder order;
  private final @Nullable SocketAddress literal;

  /** Those of the origin's host, with its port. */
  public Addresses(HostResolver hosts, Origin origin, Clock clock) {
    this.hosts = hosts;
    this.origin = origin;
    this.order = new AddressOrder(clock);
    this.literal = IpLiteral.parse(origin.host()).map(this::withPort).orElse(null);
  }

  /**
   * Connects within the scope's deadline. When the scope is cancelled no further address is tried;
   * the attempt under way goes on, and its connection is handed over, so that none gets lost.
   *
   * @return fails with the last attempt's cause; with {@link java.net.UnknownHostException} when
   *     the name does not resolve; with {@link CancelledException} instead of making an attempt for
   *     a cancelled scope
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
   * Tries the addresses that are left.
   *
   * @param slow those that ran out of their share of the time. They may only need more of it, for a
   *     TLS handshake for instance, and share what is left in the end
   * @param cap the most that an attempt may take while there is another address to try
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
                return tryEach(late, List.of(), WHAT_IS_LEFT, scope, attempt);
              }
              return Future.failedFuture(cause);
            });
  }

  private static List<InetAddress> and(List<InetAddress> slow, InetAddress address) {
    List<InetAddress> more = new ArrayList<>(slow);
    more.add(address);
    return more;
  }

  /** One attempt, if there is still somebody who waits for it. */
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

  /** By its number alone: Vert.x would take two addresses of one name for the same. */
  private SocketAddress withPort(InetAddress address) {
    return SocketAddress.inetSocketAddress(origin.port(), address.getHostAddress());
  }
}
