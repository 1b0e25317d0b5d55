package io.tributary.backend.web;

import io.tributary.backend.BackendState;
import io.tributary.backend.SpanPerAttempt;
import io.tributary.backend.StaleRetry;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportBackend;
import io.tributary.backend.TransportContext;

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
  public TransportBackend to(BackendState backend) {
    WebConnections connections = new WebConnections(context, backend);
    return new TransportBackend(
        StaleRetry.around(SpanPerAttempt.around(new WebBackend(connections)), context::nextTurn),
        connections::close);
  }
}
