package io.tributary.app;

import io.vertx.core.Future;

/** Waits for futures on threads that may block. Never call it on an event loop. */
public final class Blocking {
  private Blocking() {}

  /**
   * Returns the future's result. Blocks. Throws {@link java.util.concurrent.CompletionException} if
   * the future fails.
   */
  public static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
