package io.tributary.backend;

import io.tributary.aggregate.Clock;
import io.tributary.aggregate.Metrics;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop to one backend. There is no queue before them: the concurrency
 * limit is asked first, and a call it lets through gets an idle connection or a new one. Confined
 * to its event loop.
 */
final class Connections {
  /** Long enough to be worth it, short enough to be closed by us before most backends do it. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** A connection lives no longer, so that a change in DNS is followed under steady traffic too. */
  private static final Duration MAX_LIFETIME = Duration.ofMinutes(5);

  private final Clock clock;
  private final NetClient client;
  private final BackendSpec spec;
  private final ConnectOptions where;
  private final byte[] hostLine;
  private final RequestHead head = new RequestHead();
  private final byte[] scratch = AnswerDecoder.newScratch();
  private final Metrics metrics;

  /** The one freed last is used first: the others may get old and go. */
  private final Deque<Connection> idle = new ArrayDeque<>();

  private int open;
  private boolean sweeping;

  Connections(
      NetClient client, ClientSSLOptions tls, BackendSpec spec, Clock clock, Metrics metrics) {
    this.clock = clock;
    this.client = client;
    this.spec = spec;
    this.hostLine = new RequestHead().line(RequestHead.name("host"), spec.hostAndPort()).copy();
    this.metrics = metrics;
    this.where = new ConnectOptions().setHost(spec.host()).setPort(spec.port()).setSsl(spec.tls());
    if (spec.tls()) {
      where.setSslOptions(tls).setSniServerName(spec.host());
    }
  }

  /** The {@code Host} header. */
  byte[] hostLine() {
    return hostLine;
  }

  /** What the loop's requests are put together in, one at a time. */
  RequestHead head() {
    return head;
  }

  /** Gives the exchange a connection, or a failure. */
  void serve(Exchange exchange, long millisLeft) {
    Connection free = takeIdle();
    if (free != null) {
      exchange.connected(free);
      return;
    }
    ConnectOptions options =
        new ConnectOptions(where).setTimeout((int) Math.min(millisLeft, Integer.MAX_VALUE));
    client
        .connect(options)
        .onComplete(
            socket -> opened(socket, exchange),
            cause -> exchange.fail(WireFailure.of(cause, false)));
  }

  private @Nullable Connection takeIdle() {
    long now = clock.nanoTime();
    Connection youngest = idle.pollLast();
    while (youngest != null) {
      if (youngest.isOpen() && now - youngest.idleSince() < KEEP_ALIVE.toNanos()) {
        return youngest;
      }
      youngest.close();
      youngest = idle.pollLast();
    }
    return null;
  }

  private void opened(NetSocket socket, Exchange exchange) {
    open++;
    metrics.connected(spec.name());
    exchange.connected(new Connection(this, (NetSocketInternal) socket, scratch, clock.nanoTime()));
  }

  /** Takes back a connection that can be used again. */
  void free(Connection connection) {
    long now = clock.nanoTime();
    if (now - connection.openedAt() > MAX_LIFETIME.toNanos()) {
      connection.close();
      return;
    }
    connection.idleSince(now);
    idle.addLast(connection);
    if (!sweeping) {
      sweeping = true;
      sweepAfter(KEEP_ALIVE.toNanos());
    }
  }

  private void sweepAfter(long nanos) {
    Clock.Timer _ = clock.after(nanos, this::sweep);
  }

  private void sweep() {
    long now = clock.nanoTime();
    Connection oldest = idle.peekFirst();
    while (oldest != null && now - oldest.idleSince() >= KEEP_ALIVE.toNanos()) {
      idle.removeFirst();
      oldest.close();
      oldest = idle.peekFirst();
    }
    sweeping = oldest != null;
    if (oldest != null) {
      sweepAfter(KEEP_ALIVE.toNanos() - (now - oldest.idleSince()));
    }
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
