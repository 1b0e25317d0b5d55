package io.tributary.backend.address;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One call's attempts to connect, one after another. In the first round an attempt is short as long
 * as there is another address to try, or the other family's response is awaited. Addresses that
 * timed out may only need more time, for a TLS handshake for instance: they share the time left in
 * a second round. Confined to its event loop.
 *
 * @param <T> a connection
 */
final class Attempts<T> {
  /** The Connection Attempt Delay (RFC 8305, section 5). */
  private static final Duration ATTEMPT = Duration.ofMillis(250);

  private final AddressOrder order;
  private final Scope scope;
  private final BiFunction<InetAddress, Duration, Future<T>> attempt;
  private final Future<List<InetAddress>> others;
  private final Deque<InetAddress> left;
  private final List<InetAddress> slow = new ArrayList<>();
  private boolean othersTaken;
  private boolean firstRound = true;

  Attempts(
      Resolved resolved,
      AddressOrder order,
      Scope scope,
      BiFunction<InetAddress, Duration, Future<T>> attempt) {
    this.order = order;
    this.scope = scope;
    this.attempt = attempt;
    this.others = resolved.others();
    this.left = new ArrayDeque<>(order.of(resolved.addresses()));
  }

  /** Tries the next address, and then the others. */
  Future<T> next() {
    InetAddress address = left.remove();
    return connect(address)
        .transform(
            (connection, cause) -> {
              if (cause == null) {
                order.worked(address);
                return Future.succeededFuture(connection);
              } else if (!ConnectFailure.is(cause)) {
                return Future.failedFuture(cause);
              }
              order.failed(address);
              if (firstRound && cause instanceof ConnectTimeoutException) {
                slow.add(address);
              }
              return scope.deadline().passed() ? Future.failedFuture(cause) : after(cause);
            });
  }

  /** Goes on after a failed attempt. Waits for the other family if nothing else is left. */
  private Future<T> after(Throwable cause) {
    if (others.isComplete()) {
      takeOthers();
    }
    if (left.isEmpty()) {
      firstRound = false;
      left.addAll(slow);
      slow.clear();
    }
    if (!left.isEmpty()) {
      return next();
    } else if (othersTaken) {
      return Future.failedFuture(cause);
    }
    return others.transform((_, _) -> after(cause));
  }

  private void takeOthers() {
    if (!othersTaken) {
      othersTaken = true;
      left.addAll(order.of(others.result()));
    }
  }

  /** Makes one attempt, unless the scope has ended. */
  private Future<T> connect(InetAddress address) {
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    long remaining = scope.deadline().remainingNanos();
    if (remaining <= 0) {
      return Future.failedFuture(new ConnectTimeoutException("no time left to connect"));
    }
    int more = left.size();
    if (firstRound) {
      more += (slow.isEmpty() ? 0 : 1) + (others.isComplete() ? 0 : 1);
    }
    long share = more == 0 ? remaining : remaining / (more + 1);
    long cap = firstRound && more > 0 ? ATTEMPT.toNanos() : share;
    return attempt.apply(address, Duration.ofNanos(Math.min(share, cap)));
  }
}
