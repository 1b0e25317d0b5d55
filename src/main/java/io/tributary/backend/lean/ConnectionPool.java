package io.tributary.backend.lean;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.BackendState;
import io.tributary.backend.ConnectionLimits;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.ConstantHeaders;
import io.tributary.backend.Header;
import io.tributary.backend.ProxyFailure;
import io.tributary.backend.ProxySettings;
import io.tributary.backend.SingleUse;
import io.tributary.backend.TransportContext;
import io.tributary.backend.TransportFailure;
import io.tributary.backend.address.Addresses;
import io.tributary.backend.tls.BackendTls;
import io.tributary.backend.tls.ServerName;
import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
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
 * The connection pool of one event loop for one backend. It has no queue: the concurrency limit
 * comes first, and every admitted call gets an idle connection or a new one. Confined to its event
 * loop.
 */
final class ConnectionPool {
  private static final Duration SWEEP = Duration.ofSeconds(1);

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

  /** Idle connections. The one released last is used first, so that the others can expire. */
  private final Deque<Connection> idle = new ArrayDeque<>();

  private int connecting;
  private int open;
  private boolean sweeping;
  private boolean closed;

  ConnectionPool(NetClient client, TransportContext context, BackendState state) {
    this.clock = context.clock();
    this.client = client;
    this.backend = state.config();
    this.addresses = new Addresses(context.hosts(), ProxySettings.firstHop(backend), clock);
    this.tls = state.tls();
    this.hostLine = new ConstantHeaders(List.of(Header.of("host", backend.authority()))).lines();
    this.observer = context.observer();
    this.scratch = ResponseDecoder.newScratch(backend.maxHead());
    this.singleUse = state.singleUse();
    this.where = new ConnectOptions();
    if (backend.proxy().isPresent()) {
      Origin origin = backend.origin();
      where.setRemoteAddress(SocketAddress.inetSocketAddress(origin.port(), origin.host()));
    }
    if (backend.origin().secure()) {
      ServerName name = ServerName.of(backend);
      where.setSsl(true).setHost(name.verified()).setPort(backend.origin().port());
      name.announced().ifPresent(where::setSniServerName);
    }
  }

  /** The encoded {@code Host} header line. */
  byte[] hostLine() {
    return hostLine;
  }

  /** The encoder that all connections share, for one request at a time. */
  RequestEncoder head() {
    return head;
  }

  /** Gives the exchange a connection, or fails it. */
  void serve(Exchange exchange, Scope scope) {
    Connection free = takeIdle();
    if (free != null) {
      exchange.connected(free);
    } else if (connecting >= ConnectionLimits.SPARE_FACTOR * backend.maxConcurrent()) {
      exchange.fail(TransportFailure.tooManyConnecting());
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
              exchange.connected(opened((NetSocketInternal) socket));
            },
            cause -> {
              connecting--;
              observeTlsFailure(cause);
              exchange.fail(
                  scope.deadline().passed() // a proxy's failure does not say that it was slow
                      ? CallFailedException.timeout()
                      : TransportFailure.ofConnecting(fault(cause), backend));
            });
  }

  private Connection opened(NetSocketInternal socket) {
    open++;
    observer.opened(backend.name());
    // Also called if it has closed already, which the connection would not be told.
    socket.channelHandlerContext().channel().closeFuture().addListener(_ -> closed());
    return new Connection(this, socket, scratch, clock.nanoTime());
  }

  private Throwable fault(Throwable cause) {
    return backend.proxy().isPresent() ? ProxyFailure.of(cause) : cause;
  }

  /** Connects to an address of the backend, or to it through that address of its proxy. */
  private Future<NetSocket> connectTo(SocketAddress address, Duration atMost) {
    int millis = Math.clamp(atMost.toMillis() + 1, 1, Integer.MAX_VALUE); // not before its end
    ConnectOptions options = new ConnectOptions(where).setTimeout(millis);
    tls.ifPresent(settings -> options.setSslOptions(settings.current()));
    backend
        .proxy()
        .ifPresentOrElse(
            proxy ->
                options.setProxyOptions(
                    ProxySettings.at(address, proxy, Duration.ofMillis(millis))),
            () -> options.setRemoteAddress(address));
    return client.connect(options);
  }

  /** Notifies the observer if the cause is a TLS failure. */
  void observeTlsFailure(Throwable cause) {
    tls.flatMap(settings -> settings.failure(cause))
        .ifPresent(failure -> observer.tlsFailed(backend.name(), failure));
  }

  /** Takes back a connection that can be used again. */
  void free(Connection connection) {
    long now = clock.nanoTime();
    if (closed || crowded() || connection.outlived(now) || singleUse()) {
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

  /** Closes expired idle connections, and schedules the next sweep while any are left. */
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

  /**
   * Closes all idle connections. After one stale connection the others may be stale too, and the
   * retry must not use one of them.
   */
  void closeIdle() {
    idle.forEach(Connection::close);
    idle.clear();
  }

  /** Closes the idle connections now, and the others when they are free. */
  void close() {
    closed = true;
    closeIdle();
  }

  /** Whether connections serve one request each. Any event loop can put that rule in force. */
  boolean singleUse() {
    return singleUse.inForce();
  }

  /** The backend has sent unsolicited bytes: its connections serve one request each for now. */
  void unsolicited() {
    singleUse.begin();
    closeIdle();
  }

  /** A connection has closed. If it was idle, it is removed when it is next used or swept. */
  private void closed() {
    open--;
    observer.closed(backend.name());
  }

  /**
   * Whether more connections are open than calls are allowed. That happens while rejected responses
   * are drained.
   */
  boolean crowded() {
    return open > backend.maxConcurrent();
  }
}
