package io.tributary.app;

import io.tributary.backend.Backend;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.Transport;
import io.tributary.backend.address.HostResolver;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.backend.web.WebTransport;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;

/** The transports of one event loop; each backend's configuration chooses among them. */
final class Transports implements Transport {
  private final Transport web;
  private final Transport lean;

  Transports(
      Vertx vertx,
      TlsSettings tls,
      Clock clock,
      Duration longestCall,
      ConnectionObserver observer) {
    HostResolver hosts = HostResolver.of(vertx);
    this.web = new WebTransport(vertx, hosts, tls, clock, longestCall, observer);
    this.lean = new LeanTransport(vertx, hosts, tls, clock, longestCall, observer);
  }

  @Override
  public Backend to(BackendConfig backend) {
    return switch (backend.transport()) {
      case WEB -> web.to(backend);
      case LEAN -> lean.to(backend);
    };
  }
}
