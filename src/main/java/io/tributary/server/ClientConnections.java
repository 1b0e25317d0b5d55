package io.tributary.server;

import io.netty.channel.Channel;
import io.tributary.scope.Clock;
import io.tributary.server.ConnectionLimit.OpenConnection;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches the connections of a server on one event loop: counts them against the limit, and closes
 * those whose request heads take too long. Confined to that event loop.
 */
public final class ClientConnections {
  private static final Duration LEAST_HANDSHAKE = Duration.ofSeconds(5);

  private final ConnectionLimit limit;
  private final Heads heads;

  /**
   * Creates the watch of one event loop.
   *
   * @param limit shared by all event loops of the server
   * @param headTimeout the longest that a request head may take to arrive
   * @param clock the event loop's clock
   * @param cuts told of every connection that is closed for its head; must not block
   * @param responses told of the status of every response that is made here; must not block
   */
  public ClientConnections(
      ConnectionLimit limit,
      Duration headTimeout,
      Clock clock,
      Consumer<Cut> cuts,
      IntConsumer responses) {
    this.limit = limit;
    this.heads = new Heads(headTimeout, clock, cuts, responses);
  }

  /**
   * The longest that a TLS handshake may take: the head timeout, but five seconds at least, because
   * this machine's part of it takes long when it is busy.
   */
  public static Duration handshakeTimeout(Duration headTimeout) {
    return headTimeout.compareTo(LEAST_HANDSHAKE) < 0 ? LEAST_HANDSHAKE : headTimeout;
  }

  /**
   * Watches a new connection until it closes. Returns the watch of an HTTP/1.1 connection. Returns
   * null for HTTP/2, and if there are too many connections, and this one is closed.
   */
  public @Nullable ConnectionWatch opened(HttpConnection connection) {
    Channel channel = ServerInternals.channel(connection);
    AcceptGate.install(channel.parent(), limit, connection.isSsl() ? heads.openingMillis() : 0);
    // The first connections are accepted before the gate is there.
    OpenConnection accepted = channel.attr(AcceptGate.PLACE).getAndSet(null);
    OpenConnection place = accepted == null ? limit.enter(channel) : accepted;
    if (place == null) {
      heads.cut(Cut.LIMIT);
      var _ = channel.close();
      return null;
    }
    if (ServerInternals.isHttp2(connection)) {
      if (!ServerInternals.beginHttp2(connection, place, heads)) {
        var _ = channel.close(); // accepted before the gate was there, and with it the watch
      }
      return null;
    }
    ServerInternals.unwatchHttp2(connection);
    ConnectionWatch watch = new ConnectionWatch(place, heads);
    channel
        .pipeline()
        .addBefore(ServerInternals.DECODER, ConnectionWatch.NAME, watch)
        .addAfter(ServerInternals.ENCODER, "message-watch", new MessageWatch(watch))
        .addBefore(ServerInternals.HANDLER, "idle-watch", new IdleWatch(() -> !watch.isWaiting()));
    return watch;
  }
}
