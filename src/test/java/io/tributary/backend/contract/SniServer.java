package io.tributary.backend.contract;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import java.util.Collection;

/** A TLS server that answers every request and records which server names clients announce. */
final class SniServer {
  private SniServer() {}

  /** Listens on a free loopback port and returns it. */
  static int start(Vertx vertx, Collection<String> names, Certificate certificate) {
    NetServer server =
        vertx
            .createNetServer(
                new NetServerOptions()
                    .setSsl(true)
                    .setSni(true)
                    .setKeyCertOptions(certificate.options()))
            .exceptionHandler(_ -> {});
    server.connectHandler(
        socket -> {
          names.add(socket.indicatedServerName());
          socket.exceptionHandler(_ -> {});
          socket.handler(_ -> socket.write(FakeBackend.ok("[]")).onComplete(_ -> {}));
        });
    return TestVertx.await(server.listen(0, "127.0.0.1")).actualPort();
  }
}
