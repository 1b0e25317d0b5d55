package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * Retries an idempotent request once, immediately, when its kept-alive connection was closed before
 * the first byte of the response. This hides the race between a backend's idle timeout and the next
 * request. Stateless.
 */
public final class StaleRetry {
  private StaleRetry() {}

  /**
   * Decorates a transport's backend: calls that fail with {@link StaleConnectionException} are
   * retried.
   */
  public static Backend around(Backend next) {
    return (request, scope) ->
        next.call(request, scope)
            .recover(
                cause ->
                    cause instanceof StaleConnectionException
                        ? again(next, request, scope)
                        : Future.failedFuture(cause));
  }

  private static Future<Response> again(Backend next, Request request, Scope scope) {
    if (scope.cancellation().cancelled()) {
      return Future.failedFuture(new CancelledException());
    }
    Future<Response> second =
        scope.deadline().passed() || !request.idempotent()
            ? Future.failedFuture(closed())
            : next.call(request, scope);
    return second.recover(
        cause -> Future.failedFuture(cause instanceof StaleConnectionException ? closed() : cause));
  }

  private static CallFailedException closed() {
    return new CallFailedException(Reason.UNREACHABLE, "the backend closed the connection");
  }
}
