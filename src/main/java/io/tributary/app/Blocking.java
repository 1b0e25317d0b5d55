package io.tributary.app;

import io.vertx.core.Future;

/** Waiting, for threads that may: never for an event loop. */
public final class Blocking {
  private Blocking() {}

  /** What comes of the future; fails with a {@link java.util.concurrent.CompletionException}. */
  public static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
