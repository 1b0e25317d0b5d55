package io.tributary.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a {@code Vertx} with a time limit. Without a limit, closing waits for every worker, and so
 * for a transform that never ends.
 */
final class VertxShutdown {
  private static final Logger LOG = LoggerFactory.getLogger(VertxShutdown.class);
  private static final long MAX_SECONDS = 2;

  private VertxShutdown() {}

  /** Closes the {@code Vertx}. Completes when it is closed, or after two seconds. Never fails. */
  static Future<Void> of(Vertx vertx) {
    return Future.fromCompletionStage(
            vertx
                .close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(MAX_SECONDS, TimeUnit.SECONDS))
        .onFailure(
            cause ->
                LOG.warn(
                    "Vert.x did not close in time, a worker is still running: {}",
                    cause.toString()))
        .otherwiseEmpty();
  }
}
