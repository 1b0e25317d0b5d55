package io.tributary.backend;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The HTTP client of one event loop, and which of its connections have already carried an answer.
 * Made and used on that loop only, so a call never hops to another. Keep a reference: an
 * unreachable client closes.
 *
 * <p>The core client and not the Web Client: a call must be reset at its deadline wherever it
 * stands, its body counted as it arrives and its status looked at before the connection can go back
 * to the pool; the Web Client offers none of the three.
 */
public final class LoopClient {
  /** Long enough to be worth it, short enough to be closed by us before most backends do it. */
  private static final int KEEP_ALIVE_SECONDS = 15;

  /** A connection lives no longer, so that a change in DNS is followed under steady traffic too. */
  private static final int MAX_LIFETIME_SECONDS = 300;

  /** A cancelled call keeps its place in the queue until a connection comes: leave room for it. */
  private static final int QUEUE_FACTOR = 4;

  private static final int MAX_CHUNK_BYTES = 64 * 1024;

  private final HttpClient http;
  private final Set<HttpConnection> answered = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * Opens the client; no connection yet.
   *
   * @param longestCall what bounds the connecting; each call's own deadline bounds it further
   */
  public LoopClient(Vertx vertx, List<BackendSpec> backends, Duration longestCall) {
    int connections = 1;
    for (BackendSpec backend : backends) {
      connections = Math.max(connections, backend.maxConcurrent());
    }
    http =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setName("backends")
                .setConnectTimeout((int) longestCall.toMillis())
                .setSslHandshakeTimeout(longestCall.toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setDecompressionSupported(false)
                .setMaxChunkSize(MAX_CHUNK_BYTES),
            new PoolOptions()
                .setHttp1MaxSize(connections)
                .setMaxWaitQueueSize(connections * QUEUE_FACTOR)
                .setMaxLifetime(MAX_LIFETIME_SECONDS)
                .setMaxLifetimeUnit(TimeUnit.SECONDS));
  }

  HttpClient http() {
    return http;
  }

  /** Whether the connection was kept alive after an earlier answer, and so may be stale. */
  boolean hasAnswered(HttpConnection connection) {
    return answered.contains(connection);
  }

  void noteAnswer(HttpConnection connection) {
    if (answered.add(connection)) {
      connection.closeHandler(_ -> answered.remove(connection));
    }
  }
}
