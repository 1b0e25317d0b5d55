package io.tributary.backend.lean;

import io.tributary.backend.Backend;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.StaleRetry;
import io.tributary.backend.Transport;
import io.tributary.backend.address.Addresses;
import io.tributary.backend.address.HostResolver;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;

/**
 * The {@code lean} transport: HTTP/1.1 connections of our own over Vert.x's sockets, for GET. An
 * exchange costs less here than through a general client, because only what it needs of a response
 * is read, where it lies. For one event loop.
 */
public final class LeanTransport implements Transport {
  private final NetClient sockets;
  private final HostResolver hosts;
  private final TlsSettings tls;
  private final Clock clock;
  private final ConnectionObserver observer;

  /**
   * Opens the client; no connection yet.
   *
   * @param longestCall what bounds the connecting; each call's own deadline bounds it further
   */
  public LeanTransport(
      Vertx vertx,
      HostResolver hosts,
      TlsSettings tls,
      Clock clock,
      Duration longestCall,
      ConnectionObserver observer) {
    this.hosts = hosts;
    this.tls = tls;
    this.clock = clock;
    this.observer = observer;
    this.sockets =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout((int) longestCall.toMillis()));
  }

  @Override
  public Backend to(BackendConfig backend) {
    ConnectionPool connections =
        new ConnectionPool(
            sockets,
            new Addresses(hosts, backend.origin(), clock),
            tls.of(backend),
            backend,
            clock,
            observer);
    return StaleRetry.around(new LeanBackend(connections, backend.maxBody()));
  }
}
