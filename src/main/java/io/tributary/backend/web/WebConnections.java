package io.tributary.backend.web;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.backend.BackendState;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.ProxyFailure;
import io.tributary.backend.ProxySettings;
import io.tributary.backend.Request;
import io.tributary.backend.SingleUse;
import io.tributary.backend.TransportContext;
import io.tributary.backend.address.Addresses;
import io.tributary.backend.tls.BackendTls;
import io.tributary.backend.tls.ServerName;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.HostAndPort;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * A backend's Web Client and the history of its connections. Confined to one event loop.
 *
 * <p>The client manages the connection pool. This class records what the client does not report:
 * whether a connection was used before, and whether bytes have arrived since.
 */
final class WebConnections {
  private final BackendConfig backend;
  private final ConnectionObserver observer;
  private final RenewedClient client;
  private final Optional<BackendTls> tls;
  private final Addresses addresses;
  private final ServerName serverName;
  private final Optional<WebProxy> proxy;
  private final HostAndPort authority;
  private final Clock clock;
  private final SingleUse singleUse;
  private final IdentityHashMap<HttpConnection, ConnectionUse> uses = new IdentityHashMap<>();

  WebConnections(TransportContext context, BackendState state) {
    this.backend = state.config();
    this.observer = context.observer();
    this.clock = context.clock();
    this.singleUse = state.singleUse();
    this.tls = state.tls();
    this.addresses = new Addresses(context.hosts(), ProxySettings.firstHop(backend), clock);
    this.serverName = ServerName.of(backend);
    this.proxy = backend.proxy().map(settings -> new WebProxy(settings, backend));
    // As configured: with port -1, Vert.x neither adds nor removes a port.
    this.authority = HostAndPort.create(backend.authority(), -1);
    WebClientOptions options = ClientSettings.client(backend);
    this.client =
        new RenewedClient(
            () ->
                context
                    .vertx()
                    .httpClientBuilder()
                    .with(options)
                    .with(ClientSettings.pool(backend))
                    .withConnectHandler(this::opened)
                    .build(),
            options,
            tls,
            clock,
            context.longestCall());
  }

  /**
   * Sends a request. Tries one address after another until a connection is established.
   *
   * @param exchange observes the request and collects the response body
   */
  Future<HttpResponse<Void>> send(Request request, Scope scope, WebExchange exchange) {
    Future<HttpResponse<Void>> response =
        addresses.connect(
            scope,
            (address, atMost) ->
                send(
                        request.body(),
                        request(request, address)
                            .connectTimeout(Math.max(1, atMost.toMillis()))
                            .as(new ExchangeCodec(exchange)))
                    .recover(
                        cause -> {
                          Throwable failure = exchange.connectFailure(cause);
                          if (failure instanceof ConnectTimeoutException) {
                            connectTimedOut(address);
                          }
                          return Future.failedFuture(failure);
                        }));
    return proxy.isEmpty()
        ? response
        : response.recover(cause -> Future.failedFuture(ProxyFailure.of(cause)));
  }

  private static <T> Future<HttpResponse<T>> send(Buffer body, HttpRequest<T> request) {
    return body.length() == 0 ? request.send() : request.sendBuffer(body);
  }

  private void connectTimedOut(SocketAddress address) {
    if (uses.keySet().stream().noneMatch(open -> address.equals(open.remoteAddress()))) {
      client.hangs();
    }
  }

  /** Notifies the observer if the cause is a TLS failure. */
  void observeTlsFailure(Throwable cause) {
    tls.flatMap(settings -> settings.failure(cause))
        .ifPresent(failure -> observer.tlsFailed(backend.name(), failure));
  }

  private HttpRequest<Buffer> request(Request request, SocketAddress address) {
    if (proxy.isEmpty()) {
      return request(request, address, request.target());
    }
    WebProxy through = proxy.get();
    return request(request, through.backend(), through.target(request.target()))
        .proxy(through.at(address));
  }

  private HttpRequest<Buffer> request(Request request, SocketAddress server, String target) {
    return client
        .current()
        .request(request.method(), server, backend.origin().port(), serverName.verified(), target);
  }

  /** The value of the {@code Host} header. */
  HostAndPort authority() {
    return authority;
  }

  /** Whether the proxy, not the backend, sent a response with this status. */
  boolean isFromProxy(int status) {
    return proxy.isPresent() && proxy.get().isRefusal(status);
  }

  /** A call opened a stream on an HTTP/2 connection. */
  void streamOpened() {
    observer.streamOpened(backend.name());
  }

  /** A call's stream on an HTTP/2 connection ended. */
  void streamClosed() {
    observer.streamClosed(backend.name());
  }

  BackendConfig backend() {
    return backend;
  }

  /** The history of a call's connection. */
  ConnectionUse use(HttpConnection connection) {
    ConnectionUse use = uses.get(connection);
    return use == null ? ConnectionUse.closed(singleUse) : use;
  }

  /** Vert.x only reports an exception thrown here, and would use the connection without a guard. */
  private void opened(HttpConnection connection) {
    try {
      guard(connection);
    } catch (RuntimeException bug) {
      var _ = connection.close();
      throw bug;
    }
    observer.opened(backend.name());
    connection.closeHandler(
        _ -> {
          uses.remove(connection);
          observer.closed(backend.name());
        });
  }

  private void guard(HttpConnection connection) {
    ConnectionUse use = new ConnectionUse(singleUse);
    connection.exceptionHandler(_ -> {}); // the current call fails with the same exception
    if (WebClientInternals.isHttp2(connection)) {
      WebClientInternals.guardHttp2(connection, use, backend.maxHead());
      use.onTimeout(new LivenessProbe(connection, clock)::probe);
    } else {
      WebClientInternals.guard(connection, use, backend.maxHead());
    }
    uses.put(connection, use);
  }

  /**
   * Whether more connections are open than calls are allowed. That happens while rejected responses
   * are drained.
   */
  boolean crowded() {
    return uses.size() > backend.maxConcurrent();
  }

  /** Closes all connections, also those that are being opened. */
  void close() {
    client.close();
  }

  /**
   * Closes all idle connections. After one stale connection the others may be stale too, and the
   * retry must not use one of them.
   */
  void closeIdle() {
    for (HttpConnection connection : new ArrayList<>(uses.keySet())) {
      if (WebClientInternals.isIdle(connection)) {
        var _ = connection.close();
      }
    }
  }
}
