package io.tributary.backend.lean;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.ConstantHeaders;
import io.tributary.backend.Header;
import io.tributary.backend.SingleUse;
import io.tributary.backend.TransportFailure;
import io.tributary.backend.address.Addresses;
import io.tributary.backend.tls.BackendTls;
import io.tributary.backend.tls.ServerName;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.ConnectOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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
  private final Addresses addresses;
  private final BackendConfig backend;
  private final ConnectOptions where;
  private final Optional<BackendTls> tls;
  private final byte[] hostLine;
  private final RequestEncoder head = new RequestEncoder();
  private final byte[] scratch;
  private final SingleUse singleUse;
  private final Clock clock;
  private final ConnectionObserver observer;

  /** The one freed last is used first: the others may get old and go. */
  private final Deque<Connection> idle = new ArrayDeque<>();

  private int connecting;
  private int open;
  private boolean sweeping;

  ConnectionPool(
      NetClient client,
      Addresses addresses,
      Optional<BackendTls> tls,
      BackendConfig backend,
      Clock clock,
      ConnectionObserver observer) {
    this.clock = clock;
    this.client = client;
    this.addresses = addresses;
    this.tls = tls;
    this.backend = backend;
    this.hostLine =
        new ConstantHeaders(
                List.of(
                    Header.of("host", backend.hostHeader().orElseGet(backend.origin()::authority))))
            .lines();
    this.observer = observer;
    this.scratch = ResponseDecoder.newScratch(backend.maxHead());
    this.singleUse = new SingleUse(backend.name(), clock, observer);
    this.where = new ConnectOptions();
    if (backend.origin().secure()) {
      ServerName name = ServerName.of(backend);
      where.setSsl(true).setHost(name.verified()).setPort(backend.origin().port());
      name.announced().ifPresent(where::setSniServerName);
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
  void serve(Exchange exchange, Scope scope) {
    Connection free = takeIdle();
    if (free != null) {
      exchange.connected(free);
    } else if (connecting >= CONNECTING_FACTOR * backend.maxConcurrent()) {
      exchange.fail(
          new CallFailedException(
              Reason.REJECTED, "too many connections to the backend are being made"));
    } else {
      connect(exchange, scope);
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

  private void connect(Exchange exchange, Scope scope) {
    connecting++;
    addresses
        .connect(scope, this::connectTo)
        .onComplete(
            socket -> {
              connecting--;
              open++;
              observer.opened(backend.name());
              exchange.connected(
                  new Connection(this, (NetSocketInternal) socket, scratch, clock.nanoTime()));
            },
            cause -> {
              connecting--;
              observeTlsFailure(cause);
              exchange.fail(TransportFailure.of(cause, false));
            });
  }

  private Future<NetSocket> connectTo(SocketAddress address, Duration atMost) {
    int millis = Math.clamp(atMost.toMillis(), 1, Integer.MAX_VALUE);
    ConnectOptions options = new ConnectOptions(where).setRemoteAddress(address).setTimeout(millis);
    tls.ifPresent(settings -> options.setSslOptions(settings.current()));
    return client.connect(options);
  }

  /** Tells the observer if that is what a connection failed of. */
  void observeTlsFailure(Throwable cause) {
    tls.flatMap(settings -> settings.failure(cause))
        .ifPresent(failure -> observer.tlsFailed(backend.name(), failure));
  }

  /** Takes back a connection that can be used again. */
  void free(Connection connection) {
    long now = clock.nanoTime();
    if (crowded() || connection.outlived(now) || singleUse.inForce()) {
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

  /** The backend has sent what nobody requested: its connections serve one request each for now. */
  void unsolicited() {
    singleUse.begin();
    suspectIdle();
  }

  /** One is gone; if it was idle, whoever comes upon it drops it. */
  void closed() {
    open--;
    observer.closed(backend.name());
  }

  /** Whether more are open than calls may be under way, because answers are drained that failed. */
  boolean crowded() {
    return open > backend.maxConcurrent();
  }
}
