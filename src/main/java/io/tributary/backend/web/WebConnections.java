package io.tributary.backend.web;

import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.Request;
import io.tributary.backend.SingleUse;
import io.tributary.backend.address.Addresses;
import io.tributary.backend.tls.BackendTls;
import io.tributary.backend.tls.ServerName;
import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backend's Web Client and what is known of its connections. Confined to one event loop.
 *
 * <p>The client keeps the pool. What it does not tell is kept here: whether a connection was used
 * before, and whether it has brought anything since.
 */
final class WebConnections {
  private final BackendConfig backend;
  private final ConnectionObserver observer;
  private final WebClient client;
  private final Optional<BackendTls> tls;
  private final Addresses addresses;
  private final ServerName serverName;
  private final SocketAddress byName;
  private final boolean proxied;
  private final Optional<HostAndPort> authority;
  private final Clock clock;
  private final SingleUse singleUse;
  private @Nullable ClientSSLOptions tlsInForce;
  private final IdentityHashMap<HttpConnection, ConnectionUse> uses = new IdentityHashMap<>();

  WebConnections(
      Vertx vertx,
      Addresses addresses,
      Clock clock,
      Optional<BackendTls> tls,
      BackendConfig backend,
      Duration longestCall,
      ConnectionObserver observer) {
    this.backend = backend;
    this.observer = observer;
    this.clock = clock;
    this.singleUse = new SingleUse(backend.name(), clock, observer);
    this.tls = tls;
    this.addresses = addresses;
    this.serverName = ServerName.of(backend);
    this.byName = SocketAddress.inetSocketAddress(backend.origin().port(), backend.origin().host());
    this.proxied = backend.proxy().isPresent();
    this.authority = authority(backend, serverName);
    WebClientOptions options = ClientSettings.client(backend, longestCall);
    HttpClient pool =
        vertx
            .httpClientBuilder()
            .with(options)
            .with(ClientSettings.pool(backend))
            .withConnectHandler(this::opened)
            .build();
    this.client = WebClientInternals.intercepted(WebClient.wrap(pool, options));
  }

  /**
   * Sends a request to one address after another, until one can be connected to.
   *
   * @param exchange follows the request and collects the response's body
   */
  Future<HttpResponse<Void>> send(Request request, Scope scope, WebExchange exchange) {
    tls.ifPresent(settings -> use(settings.current()));
    if (proxied) { // the proxy resolves the name
      return send(request, byName, scope.deadline().remainingMillis(), exchange);
    }
    return addresses.connect(
        scope, (address, atMost) -> send(request, address, atMost.toMillis(), exchange));
  }

  /** Other options than those in force begin a new pool, and the old one runs dry. */
  @SuppressWarnings("ReferenceEquality") // asked before each request; new ones are new objects
  private void use(ClientSSLOptions current) {
    if (current != tlsInForce) {
      tlsInForce = current;
      var _ = client.updateSSLOptions(current);
    }
  }

  /** Tells the observer if that is what a call failed of. */
  void observeTlsFailure(Throwable cause) {
    tls.flatMap(settings -> settings.failure(cause))
        .ifPresent(failure -> observer.tlsFailed(backend.name(), failure));
  }

  private Future<HttpResponse<Void>> send(
      Request request, SocketAddress address, long connectMillis, WebExchange exchange) {
    return client
        .request(
            request.method(),
            address,
            backend.origin().port(),
            serverName.verified(),
            request.target())
        .connectTimeout(Math.max(1, connectMillis))
        .as(new ExchangeBody(exchange))
        .send()
        .recover(cause -> Future.failedFuture(exchange.connectFailure(cause)));
  }

  /** What the {@code Host} header says, if that is not who the connection is for. */
  Optional<HostAndPort> authority() {
    return authority;
  }

  private static Optional<HostAndPort> authority(BackendConfig backend, ServerName name) {
    Origin origin = backend.origin();
    if (backend.hostHeader().isPresent()) {
      int port = origin.secure() ? 443 : 80; // left out, unless the configured text has one
      return Optional.of(HostAndPort.parseAuthority(backend.hostHeader().get(), port));
    }
    return name.verified().equals(origin.host())
        ? Optional.empty()
        : Optional.of(HostAndPort.create(origin.host(), origin.port()));
  }

  /** A call has begun on a stream of an HTTP/2 connection. */
  void streamOpened() {
    observer.streamOpened(backend.name());
  }

  /** Such a call has ended. */
  void streamClosed() {
    observer.streamClosed(backend.name());
  }

  BackendConfig backend() {
    return backend;
  }

  /** What is known of a connection that a call was given. */
  ConnectionUse use(HttpConnection connection) {
    ConnectionUse use = uses.get(connection);
    return use == null ? ConnectionUse.closed(singleUse) : use;
  }

  private void opened(HttpConnection connection) {
    ConnectionUse use = new ConnectionUse(singleUse);
    uses.put(connection, use);
    observer.opened(backend.name());
    if (WebClientInternals.isHttp2(connection)) {
      WebClientInternals.onGoAway(connection, use::goAway);
      use.onTimeout(new LivenessProbe(connection, clock)::ask);
    }
    connection.exceptionHandler(_ -> {}); // the call under way fails with it
    connection.closeHandler(
        _ -> {
          uses.remove(connection);
          observer.closed(backend.name());
        });
    WebClientInternals.guard(connection, use, backend.maxHead());
  }

  /** One connection was found to be dead: so may be all, and a second try must not meet another. */
  void closeIdle() {
    for (HttpConnection connection : new ArrayList<>(uses.keySet())) {
      if (WebClientInternals.isIdle(connection)) {
        var _ = connection.close();
      }
    }
  }
}
