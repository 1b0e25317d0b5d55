package io.tributary.server;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;

/**
 * Connects to a server that has begun to listen, before it is said to have started. The limit of
 * connections applies as they are accepted from the first of them on, so this one comes before
 * those of clients. Over TLS it also finds a certificate that cannot be used. Stateless.
 */
public final class FirstConnection {
  private FirstConnection() {}

  /**
   * Opens a connection, waits until the limit applies, and closes it. Call it on an event loop.
   *
   * @param options those that the server listens with
   * @param limit the limit of its connections
   */
  public static Future<Void> open(
      Vertx vertx, HttpServer listening, HttpServerOptions options, ConnectionLimit limit) {
    NetClient client = vertx.createNetClient(optionsFor(options));
    return client
        .connect(listening.actualPort(), options.getHost())
        .compose(
            socket ->
                Future.fromCompletionStage(limit.applied(), vertx.getOrCreateContext())
                    .eventually(socket::close))
        .eventually(client::close);
  }

  private static NetClientOptions optionsFor(HttpServerOptions server) {
    NetClientOptions client = new NetClientOptions();
    if (server.isSsl()) {
      client
          .setSsl(true)
          .setTrustAll(true)
          .setHostnameVerificationAlgorithm("")
          .setSslHandshakeTimeout(server.getSslOptions().getSslHandshakeTimeout())
          .setSslHandshakeTimeoutUnit(server.getSslOptions().getSslHandshakeTimeoutUnit());
    }
    return client;
  }
}
