package io.tributary.app;

import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;

/** A server on a loopback port that takes the place of backends during the warm-up. Immutable. */
record StandIn(Origin origin) {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Buffer DOCUMENT =
      Buffer.buffer("[{\"id\":\"1\",\"name\":\"Ada\",\"price\":9.75,\"lines\":[{\"n\":1}]}]");

  /** Starts a server without TLS. */
  static Future<StandIn> start(Vertx vertx) {
    return start(vertx, Origin.Scheme.HTTP, new HttpServerOptions());
  }

  /** Starts a server over TLS with the given certificate. */
  static Future<StandIn> start(Vertx vertx, KeyCertOptions certificate) {
    return start(
        vertx,
        Origin.Scheme.HTTPS,
        new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate));
  }

  private static Future<StandIn> start(
      Vertx vertx, Origin.Scheme scheme, HttpServerOptions options) {
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> request.response().end(DOCUMENT))
        .listen(0, LOOPBACK)
        .map(server -> new StandIn(new Origin(scheme, LOOPBACK, server.actualPort())));
  }

  /**
   * Returns the backend with this server as its origin if both use the same scheme, and otherwise
   * the backend unchanged.
   */
  BackendConfig inPlaceOf(BackendConfig backend) {
    return backend.origin().scheme() == origin.scheme() ? backend.at(origin) : backend;
  }
}
