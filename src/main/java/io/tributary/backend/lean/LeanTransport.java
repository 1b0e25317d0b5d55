package io.tributary.backend.lean;

import io.tributary.aggregate.Metrics;
import io.tributary.backend.BackendSpec;
import io.tributary.scope.Clock;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Connects one event loop to its backends. Everything behind it is confined to that loop, so that
 * no call hops between loops.
 *
 * <p>Connections of our own over Vert.x's sockets, and not its HTTP client: a call must be cut at
 * its deadline wherever it stands, its body counted as it arrives, and whatever a backend sends too
 * much seen before the connection serves the next call.
 */
public final class LeanTransport {
  private final NetClient sockets;
  private final ClientSSLOptions tls;
  private final Clock clock;
  private final Metrics metrics;
  private final Map<BackendSpec, ConnectionPool> connections = new HashMap<>();

  /**
   * Opens the client; no connection yet.
   *
   * @param longestCall what bounds the connecting; each call's own deadline bounds it further
   */
  public LeanTransport(Vertx vertx, Clock clock, Duration longestCall, Metrics metrics) {
    this(vertx, clock, longestCall, metrics, new ClientSSLOptions());
  }

  /** One that trusts whom the options say, and not whom the JVM does. */
  public LeanTransport(
      Vertx vertx, Clock clock, Duration longestCall, Metrics metrics, ClientSSLOptions trust) {
    this.clock = clock;
    this.metrics = metrics;
    this.sockets =
        vertx.createNetClient(
            new NetClientOptions().setConnectTimeout((int) longestCall.toMillis()));
    this.tls =
        trust
            .copy()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setSslHandshakeTimeout(longestCall.toMillis())
            .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
  }

  /** The connections to a backend: all its calls share them. */
  public ConnectionPool to(BackendSpec backend) {
    return connections.computeIfAbsent(
        backend, spec -> new ConnectionPool(sockets, tls, spec, clock, metrics));
  }
}
