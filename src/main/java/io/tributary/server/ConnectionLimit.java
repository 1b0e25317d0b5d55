package io.tributary.server;

import io.netty.channel.Channel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Limits the open connections of one server, over all event loops. When the limit is reached, the
 * connection that has waited longest without a whole request head, and for 50 ms at least, is
 * closed for a new one. A connection with a request in progress is never closed. Thread-safe.
 */
public final class ConnectionLimit {
  /**
   * Closed connections keep their descriptors until their event loops have run. So many may exist
   * beyond the limit.
   */
  private static final int MAX_CLOSING = 64;

  /** So long a connection may wait: its first request can be on its way to the event loop. */
  private static final long LEAST_WAIT_NANOS = 50_000_000;

  /** The same during an overload, when a client with an open connection may ask again. */
  private static final long LEAST_WAIT_OVERLOADED_NANOS = 1_000_000_000;

  private final int max;
  private final BooleanSupplier overloaded;
  private final LongSupplier nanoTime;
  private final Consumer<Cut> cuts;

  /** The waiting connections, as a ring that starts with the one that has waited longest. */
  private final OpenConnection ring = new OpenConnection(this, null);

  private final CompletableFuture<Void> applied = new CompletableFuture<>();
  private int open;
  private int closing;

  /**
   * Creates a limit without connections.
   *
   * @param overloaded whether requests of open connections wait; new connections then wait, too,
   *     unless one has been silent for over a second, because opening one costs more than a
   *     request. Must not block
   * @param nanoTime a clock for all threads
   * @param cuts told of every connection that is closed for the limit; must not block
   */
  public ConnectionLimit(
      int max, BooleanSupplier overloaded, LongSupplier nanoTime, Consumer<Cut> cuts) {
    this.max = max;
    this.overloaded = overloaded;
    this.nanoTime = nanoTime;
    this.cuts = cuts;
  }

  /** Completes when connections are limited as they are accepted, after the first of them. */
  CompletionStage<Void> applied() {
    return applied.minimalCompletionStage();
  }

  void applies() {
    applied.complete(null);
  }

  /** The largest number of open connections. */
  public int max() {
    return max;
  }

  /** The number of open connections. */
  public synchronized int open() {
    return open;
  }

  /** Counts a new connection until it is closed. Returns null if there is no place for it. */
  @Nullable OpenConnection enter(Channel channel) {
    OpenConnection entered = new OpenConnection(this, channel);
    Channel longest = null;
    synchronized (this) {
      if (open - closing >= max) {
        OpenConnection evicted = ring.next;
        if (evicted == ring || closing >= MAX_CLOSING || !mayLeave(evicted)) {
          return null;
        }
        evicted.unlink();
        evicted.closing = true;
        closing++;
        longest = evicted.channel;
      }
      open++;
    }
    if (longest != null) {
      cuts.accept(Cut.LIMIT);
      ServerInternals.close(longest);
    }
    channel.closeFuture().addListener(_ -> leave(entered));
    return entered;
  }

  private boolean mayLeave(OpenConnection waiting) {
    long least = overloaded.getAsBoolean() ? LEAST_WAIT_OVERLOADED_NANOS : LEAST_WAIT_NANOS;
    return nanoTime.getAsLong() - waiting.waitsSince > least;
  }

  /** Whether one more connection would find a place now, or could get one. */
  synchronized boolean hasPlace() {
    return open - closing < max
        || (ring.next != ring && closing < MAX_CLOSING && mayLeave(ring.next));
  }

  private synchronized void leave(OpenConnection left) {
    left.unlink();
    open--;
    if (left.closing) {
      closing--;
    }
  }

  private synchronized void opens(OpenConnection connection) {
    if (!connection.known) {
      waits(connection);
    }
  }

  /** The connection waits for a request head from now on. */
  synchronized void waits(OpenConnection connection) {
    connection.known = true;
    if (!connection.closing && connection.channel != null && connection.channel.isOpen()) {
      connection.waitsSince = nanoTime.getAsLong();
      connection.linkBefore(ring);
    }
  }

  /** The connection has a request in progress. */
  synchronized void isBusy(OpenConnection connection) {
    connection.known = true;
    connection.unlink();
  }

  /** A connection that is counted, and a node of the ring while it waits. */
  static final class OpenConnection {
    private final ConnectionLimit limit;
    private final @Nullable Channel channel;
    private OpenConnection previous = this;
    private OpenConnection next = this;
    private boolean closing;
    private long waitsSince;

    /** Whether its event loop has said what it does. */
    private boolean known;

    OpenConnection(ConnectionLimit limit, @Nullable Channel channel) {
      this.limit = limit;
      this.channel = channel;
    }

    /** The connection waits for its TLS handshake, unless its event loop has said otherwise. */
    void opens() {
      limit.opens(this);
    }

    /** The connection waits for a request head from now on. */
    void waits() {
      limit.waits(this);
    }

    /** The connection has a request in progress. */
    void isBusy() {
      limit.isBusy(this);
    }

    private void linkBefore(OpenConnection ring) {
      unlink();
      previous = ring.previous;
      next = ring;
      previous.next = this;
      ring.previous = this;
    }

    private void unlink() {
      previous.next = next;
      next.previous = previous;
      previous = this;
      next = this;
    }
  }
}
