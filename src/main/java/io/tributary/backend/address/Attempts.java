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

  /** A connection in less than a millisecond is not worth an attempt. */
  private static final long LEAST_NANOS = Duration.ofMillis(1).toNanos();

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
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    long remaining = scope.deadline().remainingNanos();
    if (remaining < LEAST_NANOS) {
      return Future.failedFuture(new ConnectTimeoutException("no time left to connect"));
    }
    InetAddress address = left.remove();
    long share = share(remaining);
    return attempt
        .apply(address, Duration.ofNanos(share))
        .transform(
            (connection, cause) -> {
              if (cause == null) {
                order.worked(address);
                return Future.succeededFuture(connection);
              } else if (!ConnectFailure.is(cause)) {
                return Future.failedFuture(cause);
              }
              order.failed(address);
              boolean timedOut = cause instanceof ConnectTimeoutException;
              if (timedOut && share == remaining) {
                return Future.failedFuture(cause); // it had all the time that there was
              } else if (timedOut && firstRound) {
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

  /** The time of an attempt, which leaves some for the others. */
  private long share(long remaining) {
    int more = left.size();
    if (firstRound) {
      more += (slow.isEmpty() ? 0 : 1) + (others.isComplete() ? 0 : 1);
    }
    long share = remaining / (more + 1);
    return firstRound && more > 0 ? Math.min(share, ATTEMPT.toNanos()) : share;
  }
}
