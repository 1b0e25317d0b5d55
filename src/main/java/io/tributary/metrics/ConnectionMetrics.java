package io.tributary.metrics;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpClientMetrics;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.metrics.PoolMetrics;
import io.vertx.core.spi.metrics.TCPMetrics;
import io.vertx.core.spi.metrics.VertxMetrics;
import org.jspecify.annotations.Nullable;

/**
 * Vert.x's metrics of pools and connections, without those of single requests: our own say the same
 * with better labels, and Vert.x's look meters up by tags six times a request. Thread-safe.
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
  public HttpClientMetrics<?, ?, ?> createHttpClientMetrics(HttpClientOptions options) {
    return new Client<>(all.createHttpClientMetrics(options));
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
  private interface Sockets<S> extends TCPMetrics<S> {
    TCPMetrics<S> sockets();

    @Override
    default S connected(SocketAddress remoteAddress, String remoteName) {
      return sockets().connected(remoteAddress, remoteName);
    }

    @Override
    default void disconnected(@Nullable S socket, SocketAddress remoteAddress) {
      if (socket != null) {
        sockets().disconnected(socket, remoteAddress);
      }
    }

    @Override
    default void bytesRead(@Nullable S socket, SocketAddress remoteAddress, long bytes) {
      if (socket != null) {
        sockets().bytesRead(socket, remoteAddress, bytes);
      }
    }

    @Override
    default void bytesWritten(@Nullable S socket, SocketAddress remoteAddress, long bytes) {
      if (socket != null) {
        sockets().bytesWritten(socket, remoteAddress, bytes);
      }
    }

    @Override
    default void exceptionOccurred(
        @Nullable S socket, SocketAddress remoteAddress, Throwable cause) {
      if (socket != null) {
        sockets().exceptionOccurred(socket, remoteAddress, cause);
      }
    }

    @Override
    default void close() {
      sockets().close();
    }
  }

  private record Server<S>(TCPMetrics<S> sockets)
      implements HttpServerMetrics<Object, Object, S>, Sockets<S> {}

  private record Client<S>(TCPMetrics<S> sockets)
      implements HttpClientMetrics<Object, Object, S>, Sockets<S> {}
}
