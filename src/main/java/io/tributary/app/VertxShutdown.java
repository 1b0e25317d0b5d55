package io.tributary.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/**
 * Closes a {@code Vertx} with a time limit. Without a limit, closing waits for every worker, and so
 * for a transform that never ends.
 */
final class VertxShutdown {
  private static final long MAX_SECONDS = 2;

  private VertxShutdown() {}

  /**
   * Closes the {@code Vertx}. Completes after two seconds at most, with whether it is closed. Never
   * fails.
   */
  static Future<Boolean> of(Vertx vertx) {
    return Future.fromCompletionStage(
            vertx
                .close()
                .map(true)
                .toCompletionStage()
                .toCompletableFuture()
                .completeOnTimeout(false, MAX_SECONDS, TimeUnit.SECONDS))
        .otherwise(false);
  }
}
