package io.tributary.backend.lean;

import io.tributary.backend.BackendState;
import io.tributary.backend.SpanPerAttempt;
import io.tributary.backend.StaleRetry;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportBackend;
import io.tributary.backend.TransportContext;
import io.vertx.core.net.NetClient;

/**
 * The {@code lean} transport: our own HTTP/1.1 client over Vert.x sockets, for GET requests. An
 * exchange costs less than with a general client, because only the needed header fields are
 * decoded. Confined to one event loop.
 */
public final class LeanTransport implements Transport {
  private final TransportContext context;
  private final NetClient sockets;

  /** Creates the transport. It opens no connection. */
  public LeanTransport(TransportContext context) {
    this.context = context;
    this.sockets = context.vertx().createNetClient();
  }

  @Override
  public TransportBackend to(BackendState backend) {
    ConnectionPool connections = new ConnectionPool(sockets, context, backend);
    return new TransportBackend(
        StaleRetry.around(
            SpanPerAttempt.around(new LeanBackend(connections, backend.config().maxBody())),
            context::nextTurn),
        connections::close);
  }
}
