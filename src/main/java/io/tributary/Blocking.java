package io.tributary;

import io.vertx.core.Future;

/** Waiting, for threads that may: never for an event loop. */
final class Blocking {
  private Blocking() {}

  /** What comes of the future; fails with a {@link java.util.concurrent.CompletionException}. */
  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
