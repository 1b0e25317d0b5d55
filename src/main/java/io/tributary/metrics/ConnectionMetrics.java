package io.tributary.metrics;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's metrics of worker pools and of the servers' connections, without those of single
 * requests: our own say the same with better labels, and Vert.x's look meters up by tags six times
 * a request. Thread-safe.
 */
final class ConnectionMetrics implements VertxMetrics {
  private final VertxMetrics all;

  ConnectionMetrics(VertxMetrics all) {
    this.all = all;
  }

  @Override
  public HttpServerMetrics<?, ?, ?> createHttpServerMetrics(
      HttpServerOptions options, SocketAddress localAddress) {
    return new Server<>(all.createHttpServerMetrics(options, localAddress));
  }

  @Override
  public PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
    return all.createPoolMetrics(type, name, maxSize);
  }

  @Override
  public boolean isMetricsEnabled() {
    return all.isMetricsEnabled();
  }

  @Override
  public void close() {
    all.close();
  }

  /**
   * Passes on what happens to sockets, and nothing else. A socket is null when it was accepted
   * before the server had its metrics: Vert.x makes those after it has bound the port. Micrometer's
   * throw on it, and Vert.x then leaves the connection's next request unanswered.
   */
  private record Server<S>(TCPMetrics<S> sockets) implements HttpServerMetrics<Object, Object, S> {
    @Override
    public S connected(SocketAddress remoteAddress, String remoteName) {
      return sockets.connected(remoteAddress, remoteName);
    }

    @Override
    public void disconnected(@Nullable S socket, SocketAddress remoteAddress) {
      if (socket != null) {
        sockets.disconnected(socket, remoteAddress);
      }
    }

    @Override
    public void bytesRead(@Nullable S socket, SocketAddress remoteAddress, long bytes) {
      if (socket != null) {
        sockets.bytesRead(socket, remoteAddress, bytes);
      }
    }

    @Override
    public void bytesWritten(@Nullable S socket, SocketAddress remoteAddress, long bytes) {
      if (socket != null) {
        sockets.bytesWritten(socket, remoteAddress, bytes);
      }
    }

    @Override
    public void exceptionOccurred(
        @Nullable S socket, SocketAddress remoteAddress, Throwable cause) {
      if (socket != null) {
        sockets.exceptionOccurred(socket, remoteAddress, cause);
      }
    }

    @Override
    public void close() {
      sockets.close();
    }
  }
}
