package io.tributary.backend.web;

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
import java.time.Duration;

/**
 * The {@code web} transport: one Vert.x Web Client for each backend, over HTTP/1.1 and HTTP/2. For
 * one event loop.
 */
public final class WebTransport implements Transport {
  private final Vertx vertx;
  private final HostResolver hosts;
  private final TlsSettings tls;
  private final Clock clock;
  private final Duration longestCall;
  private final ConnectionObserver observer;

  /**
   * Opens nothing yet.
   *
   * @param longestCall what bounds the connecting; each call's own deadline bounds it further
   */
  public WebTransport(
      Vertx vertx,
      HostResolver hosts,
      TlsSettings tls,
      Clock clock,
      Duration longestCall,
      ConnectionObserver observer) {
    this.vertx = vertx;
    this.hosts = hosts;
    this.tls = tls;
    this.clock = clock;
    this.longestCall = longestCall;
    this.observer = observer;
  }

  @Override
  public Backend to(BackendConfig backend) {
    return StaleRetry.around(
        new WebBackend(
            new WebConnections(
                vertx,
                new Addresses(hosts, backend.origin(), clock),
                clock,
                tls.of(backend),
                backend,
                longestCall,
                observer)));
  }
}
