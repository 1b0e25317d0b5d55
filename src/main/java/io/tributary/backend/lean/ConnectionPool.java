package io.tributary.backend.lean;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Metrics;
import io.tributary.aggregate.Reason;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.TransportFailure;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one backend. There is no queue before them: the concurrency
 * limit is asked first, and a call it lets through gets an idle connection or a new one. Confined
 * to its event loop.
 */
final class ConnectionPool {
  private static final Duration SWEEP = Duration.ofSeconds(1);

  /** Calls that were given up may leave one being made behind, until its own time is over. */
  private static final int CONNECTING_FACTOR = 2;

  private final NetClient client;
  private final BackendSpec spec;
  private final ConnectOptions where;
  private final byte[] hostLine;
  private final RequestEncoder head = new RequestEncoder();
  private final byte[] scratch = ResponseDecoder.newScratch();
  private final Clock clock;
  private final Metrics metrics;

  /** The one freed last is used first: the others may get old and go. */
  private final Deque<Connection> idle = new ArrayDeque<>();

  private int connecting;
  private int open;
  private boolean sweeping;

  ConnectionPool(
      NetClient client, ClientSSLOptions tls, BackendSpec spec, Clock clock, Metrics metrics) {
    this.clock = clock;
    this.client = client;
    this.spec = spec;
    this.hostLine =
        new RequestEncoder().line(RequestEncoder.name("host"), spec.hostAndPort()).copy();
    this.metrics = metrics;
    this.where = new ConnectOptions().setHost(spec.host()).setPort(spec.port()).setSsl(spec.tls());
    if (spec.tls()) {
      where.setSslOptions(tls);
    }
  }

  /** The {@code Host} header. */
  byte[] hostLine() {
    return hostLine;
  }

  /** What the loop's requests are put together in, one at a time. */
  RequestEncoder head() {
    return head;
  }

  /** Gives the exchange a connection, or a failure. */
  void serve(Exchange exchange, Deadline deadline) {
    Connection free = takeIdle();
    if (free != null) {
      exchange.connected(free);
    } else if (connecting >= CONNECTING_FACTOR * spec.maxConcurrent()) {
      exchange.fail(
          new CallFailedException(
              Reason.REJECTED, "too many connections to the backend are being made"));
    } else {
      connect(exchange, deadline);
    }
  }

  private @Nullable Connection takeIdle() {
    long now = clock.nanoTime();
    Connection youngest = idle.pollLast();
    while (youngest != null && !youngest.lasts(now)) {
      youngest.close();
      youngest = idle.pollLast();
    }
    return youngest;
  }

  private void connect(Exchange exchange, Deadline deadline) {
    int millisLeft = Math.clamp(deadline.remainingMillis(), 1, Integer.MAX_VALUE);
    connecting++;
    client
        .connect(new ConnectOptions(where).setTimeout(millisLeft))
        .onComplete(
            socket -> {
              connecting--;
              open++;
              metrics.connected(spec.name());
              exchange.connected(
                  new Connection(this, (NetSocketInternal) socket, scratch, clock.nanoTime()));
            },
            cause -> {
              connecting--;
              exchange.fail(TransportFailure.of(cause, false));
            });
  }

  /** Takes back a connection that can be used again. */
  void free(Connection connection) {
    long now = clock.nanoTime();
    if (crowded() || connection.outlived(now)) {
      connection.close();
      return;
    }
    connection.rest(now);
    idle.addLast(connection);
    if (!sweeping) {
      sweeping = true;
      sweepLater();
    }
  }

  private void sweepLater() {
    Clock.Timer _ = clock.after(SWEEP.toNanos(), this::sweep);
  }

  /** Closes what nobody has used for too long, and looks again while there is something left. */
  private void sweep() {
    long now = clock.nanoTime();
    idle.removeIf(
        connection -> {
          boolean over = !connection.lasts(now);
          if (over) {
            connection.close();
          }
          return over;
        });
    sweeping = !idle.isEmpty();
    if (sweeping) {
      sweepLater();
    }
  }

  /** One was found to be dead: so may be all, and a second try must not meet another. */
  void suspectIdle() {
    idle.forEach(Connection::close);
    idle.clear();
  }

  /** One is gone; if it was idle, whoever comes upon it drops it. */
  void closed() {
    open--;
    metrics.disconnected(spec.name());
  }

  /** Whether more are open than calls may be under way, because answers are drained that failed. */
  boolean crowded() {
    return open > spec.maxConcurrent();
  }
}
