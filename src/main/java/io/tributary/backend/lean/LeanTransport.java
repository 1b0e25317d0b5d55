package io.tributary.backend.lean;

import io.tributary.backend.Backend;
import io.tributary.backend.StaleRetry;
import io.tributary.backend.Transport;
import io.tributary.backend.TransportContext;
import io.tributary.config.BackendConfig;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

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
    this.sockets =
        context
            .vertx()
            .createNetClient(
                new NetClientOptions().setConnectTimeout((int) context.longestCall().toMillis()));
  }

  @Override
  public Backend to(BackendConfig backend) {
    ConnectionPool connections = new ConnectionPool(sockets, context, backend);
    return StaleRetry.around(new LeanBackend(connections, backend.maxBody()), context::nextTurn);
  }
}
