package io.tributary.app;

import io.tributary.backend.BackendState;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportBackend;
import io.tributary.backend.TransportContext;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.backend.web.WebTransport;

/**
 * The transports of one event loop. Each backend's configuration selects one. Confined to that
 * event loop.
 */
final class Transports implements Transport {
  private final Transport web;
  private final Transport lean;

  Transports(TransportContext context) {
    this.web = new WebTransport(context);
    this.lean = new LeanTransport(context);
  }

  @Override
  public TransportBackend to(BackendState backend) {
    return switch (backend.config().transport()) {
      case WEB -> web.to(backend);
      case LEAN -> lean.to(backend);
    };
  }
}
