package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * Retries an idempotent request once, when its kept-alive connection was closed before the first
 * byte of the response. This hides the race between a backend's idle timeout and the next request.
 * Stateless.
 *
 * <p>The retry begins in the next turn of the event loop, for two reasons. Netty handles the events
 * of a turn by descriptor. A connection that is opened in the turn in which others were closed may
 * get the descriptor of one whose event is left, and be closed for it. And Vert.x fails the streams
 * of a closed connection before it takes the connection out of its pool.
 */
public final class StaleRetry {
  private StaleRetry() {}

  /**
   * Decorates a transport's backend: calls that fail with {@link StaleConnectionException} are
   * retried.
   *
   * @param nextTurn runs a task in the next turn of the current event loop
   */
  public static Backend around(Backend next, Executor nextTurn) {
    return (request, scope) ->
        next.call(request, scope)
            .recover(
                cause ->
                    cause instanceof StaleConnectionException
                        ? later(nextTurn, () -> again(next, request, scope))
                        : Future.failedFuture(cause));
  }

  private static <T> Future<T> later(Executor nextTurn, Supplier<Future<T>> call) {
    Promise<T> promise = Promise.promise();
    nextTurn.execute(() -> call.get().onComplete(promise));
    return promise.future();
  }

  private static Future<Response> again(Backend next, Request request, Scope scope) {
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    if (scope.deadline().passed()) {
      return Future.failedFuture(CallFailedException.timeout());
    }
    Future<Response> second =
        request.idempotent() ? next.call(request, scope) : Future.failedFuture(closed());
    return second.recover(
        cause -> Future.failedFuture(cause instanceof StaleConnectionException ? closed() : cause));
  }

  private static CallFailedException closed() {
    return new CallFailedException(Reason.UNREACHABLE, "the backend closed the connection");
  }
}
