package io.tributary.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of a {@code Vertx}, which waits for its workers, and so for a transform without end. */
final class VertxShutdown {
  private static final Logger LOG = LoggerFactory.getLogger(VertxShutdown.class);
  private static final long MAX_SECONDS = 2;

  private VertxShutdown() {}

  /** Closes it; completes when it is closed or after two seconds. Never fails. */
  static Future<Void> of(Vertx vertx) {
    return Future.fromCompletionStage(
            vertx
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(MAX_SECONDS, TimeUnit.SECONDS))
        .onFailure(
            cause -> LOG.warn("A worker did not end and is left behind: {}", cause.toString()))
        .otherwiseEmpty();
  }
}
