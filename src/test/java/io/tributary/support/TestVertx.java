package io.tributary.support;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A Vert.x for tests: it reports event loops that are blocked for longer than a test run allows.
 */
public final class TestVertx {
  static final long MAX_LOOP_MILLIS = 100;

  private static final long CLOSING_SECONDS = 5;

  private TestVertx() {}

  /** A new one. Close it with {@link #close}. */
  public static Vertx create() {
    return create(MAX_LOOP_MILLIS);
  }

  /** A new one that reports event loops that are blocked for longer than that. */
  public static Vertx create(long maxLoopMillis) {
    return Vertx.vertx(
        new VertxOptions()
            .setEventLoopPoolSize(2)
            .setPreferNativeTransport(true)
            .setMaxEventLoopExecuteTime(maxLoopMillis)
            .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
            .setBlockedThreadCheckInterval(maxLoopMillis / 2)
            .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS));
  }

  /** Waits for a future. It fails if only a hang can take so long. */
  public static <T> T await(Future<T> future) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(Patience.HANG.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  /**
   * Closes it, and gives it a limited time, as the service does. Vert.x does not complete the
   * closing of a client if a request was given up while its connection was being made: the pool
   * fails the request once more, which throws. The connections are closed by then.
   */
  public static void close(Vertx vertx) {
    var _ =
        vertx
            .close()
            .map(true)
            .toCompletionStage()
            .toCompletableFuture()
            .completeOnTimeout(false, CLOSING_SECONDS, TimeUnit.SECONDS)
            .join();
  }

  /** Runs something on one event loop and waits for what comes of it. */
  public static <T> T onLoop(Vertx vertx, Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    vertx.runOnContext(_ -> work.get().onComplete(promise));
    return await(promise.future());
  }
}
