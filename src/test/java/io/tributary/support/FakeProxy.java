package io.tributary.support;

import io.tributary.config.ProxyConfig;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A proxy for tests. It takes every name for a name of the loopback address, and remembers which
 * ones it was asked for. Thread-safe; closed with its Vert.x.
 */
public final class FakeProxy {
  /** What a client says before its bytes are passed on. For one connection. */
  interface Handshake {
    /**
     * Takes the next bytes.
     *
     * @return where to connect to, once the client has said so
     */
    Optional<Target> receive(Buffer bytes, NetSocket client);

    /** The client's bytes as the backend is to get them. */
    default Buffer passOn(Buffer bytes) {
      return bytes;
    }
  }

  /**
   * Where a client wants to go.
   *
   * @param name the host and the port, as the client has said it
   * @param accepted what the client is told when there is a connection
   * @param first what the backend gets at once
   */
  record Target(String name, Buffer accepted, Buffer first) {
    int port() {
      return Integer.parseInt(name.substring(name.lastIndexOf(':') + 1));
    }
  }

  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private final ProxyConfig.Type type;
  private final NetClient outbound;
  private final NetServer server;

  private FakeProxy(Vertx vertx, ProxyConfig.Type type, Supplier<Handshake> handshakes) {
    this.type = type;
    this.outbound = vertx.createNetClient();
    this.server = vertx.createNetServer();
    server.connectHandler(client -> accept(client, handshakes.get()));
    NetServer _ = TestVertx.await(server.listen(0, "127.0.0.1"));
  }

  /** Starts one that speaks this protocol. */
  public static FakeProxy start(Vertx vertx, ProxyConfig.Type type) {
    return new FakeProxy(
        vertx,
        type,
        switch (type) {
          case HTTP -> HttpHandshake::new;
          case SOCKS5 -> Socks5Handshake::new;
        });
  }

  /** Starts one that answers whatever comes first with these bytes, and connects to nobody. */
  public static FakeProxy answering(Vertx vertx, ProxyConfig.Type type, Buffer bytes) {
    return new FakeProxy(
        vertx,
        type,
        () ->
            (_, client) -> {
              client.write(bytes).onFailure(_ -> {});
              return Optional.empty();
            });
  }

  /** Starts one that closes its connections when something comes. */
  public static FakeProxy closing(Vertx vertx, ProxyConfig.Type type) {
    return new FakeProxy(
        vertx,
        type,
        () ->
            (_, client) -> {
              client.close().onFailure(_ -> {});
              return Optional.empty();
            });
  }

  private void accept(NetSocket client, Handshake handshake) {
    connections.incrementAndGet();
    open.incrementAndGet();
    client.exceptionHandler(_ -> {});
    client.closeHandler(_ -> open.decrementAndGet());
    client.handler(
        bytes ->
            handshake.receive(bytes, client).ifPresent(target -> join(client, handshake, target)));
  }

  private void join(NetSocket client, Handshake handshake, Target target) {
    targets.add(target.name());
    client.pause();
    outbound
        .connect(target.port(), "127.0.0.1")
        .onSuccess(
            backend -> {
              backend.exceptionHandler(_ -> {});
              backend.handler(bytes -> client.write(bytes).onFailure(_ -> {}));
              backend.closeHandler(_ -> client.close().onFailure(_ -> {}));
              client.closeHandler(
                  _ -> {
                    open.decrementAndGet();
                    backend.close().onFailure(_ -> {});
                  });
              client.handler(bytes -> backend.write(handshake.passOn(bytes)).onFailure(_ -> {}));
              client.write(target.accepted()).onFailure(_ -> {});
              backend.write(target.first()).onFailure(_ -> {});
              client.resume();
            });
  }

  /** The configuration of a backend behind it. */
  public ProxyConfig settings() {
    return new ProxyConfig(type, "127.0.0.1", server.actualPort());
  }

  /** What its clients have asked for, each as a host and a port. */
  public List<String> targets() {
    return targets;
  }

  /** Connections accepted so far. */
  public int connections() {
    return connections.get();
  }

  /** Connections open now. */
  public int open() {
    return open.get();
  }
}
