package io.tributary.backend.web;

import io.tributary.backend.Backend;
import io.tributary.backend.StaleRetry;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportContext;
import io.tributary.config.BackendConfig;

/**
 * The {@code web} transport: one Vert.x Web Client for each backend, over HTTP/1.1 and HTTP/2.
 * Confined to one event loop.
 */
public final class WebTransport implements Transport {
  private final TransportContext context;

  /** Creates the transport. It opens no connection. */
  public WebTransport(TransportContext context) {
    this.context = context;
  }

  @Override
  public Backend to(BackendConfig backend) {
    return StaleRetry.around(
        new WebBackend(new WebConnections(context, backend)), context::nextTurn);
  }
}
