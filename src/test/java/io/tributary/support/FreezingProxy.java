package io.tributary.support;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Passes bytes between a client and a backend until it is told to pass none, as a host that
 * vanished would. New connections work again. Closed with its Vert.x.
 */
public final class FreezingProxy {
  private final List<NetSocket> sockets = new ArrayList<>();
  private final NetServer server;

  private FreezingProxy(Vertx vertx, URI backend) {
    NetClient client = vertx.createNetClient();
    server =
        vertx
            .createNetServer()
            .connectHandler(
                incoming -> {
                  incoming.pause();
                  client
                      .connect(backend.getPort(), backend.getHost())
                      .onSuccess(outgoing -> join(incoming, outgoing));
                });
  }

  /** Starts one before the backend, on a free loopback port. */
  public static FreezingProxy start(Vertx vertx, URI backend) {
    FreezingProxy proxy = new FreezingProxy(vertx, backend);
    NetServer _ = TestVertx.await(proxy.server.listen(0, "127.0.0.1"));
    return proxy;
  }

  private void join(NetSocket one, NetSocket other) {
    synchronized (sockets) {
      sockets.add(one);
      sockets.add(other);
    }
    one.handler(bytes -> other.write(bytes).onFailure(_ -> {}));
    other.handler(bytes -> one.write(bytes).onFailure(_ -> {}));
    one.closeHandler(_ -> other.close().onFailure(_ -> {}));
    other.closeHandler(_ -> one.close().onFailure(_ -> {}));
    one.exceptionHandler(_ -> {});
    other.exceptionHandler(_ -> {});
    one.resume();
  }

  /** From now on nothing passes on the connections that there are. */
  public void freeze() {
    synchronized (sockets) {
      sockets.forEach(socket -> socket.handler(_ -> {}));
    }
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.actualPort());
  }
}
