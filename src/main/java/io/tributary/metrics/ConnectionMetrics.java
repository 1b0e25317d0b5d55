package io.tributary.metrics;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's metrics of worker pools and server connections, without those of single requests. Our
 * own request metrics have better labels, and Vert.x's look up meters by tags six times per
 * request. A pool without a maximum has no metrics, because its ratio of use would be no number.
 * Thread-safe.
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
  public @Nullable PoolMetrics<?, ?> createPoolMetrics(String type, String name, int maxSize) {
    return maxSize > 0 ? all.createPoolMetrics(type, name, maxSize) : null;
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
   * Passes on socket events only. A socket is null if it was accepted before the server had its
   * metrics, because Vert.x creates these after it has bound the port. The Micrometer metrics throw
   * on null, and Vert.x would then not respond to the next request of the connection.
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
