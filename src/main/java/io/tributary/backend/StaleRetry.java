package io.tributary.backend;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * Hides the race between a backend's idle timeout and our next request: tries once more, at once,
 * when a kept-alive connection turned out to be closed before any response byte. All calls are
 * GETs, so a second one is safe (RFC 9110, 9.2.2). Stateless.
 */
public final class StaleRetry {
  private StaleRetry() {}

  public static Backend around(Backend next) {
    return (call, deadline) ->
        next.call(call, deadline)
            .recover(
                cause ->
                    cause instanceof StaleConnectionException
                        ? again(next, call, deadline)
                        : Future.failedFuture(cause));
  }

  private static Future<Buffer> again(Backend next, Call call, Deadline deadline) {
    Future<Buffer> second =
        deadline.passed() || call.cancellation().cancelled()
            ? Future.failedFuture(closed())
            : next.call(call, deadline);
    return second.recover(
        cause -> Future.failedFuture(cause instanceof StaleConnectionException ? closed() : cause));
  }

  private static CallFailedException closed() {
    return new CallFailedException(Reason.UNREACHABLE, "the backend closed the connection");
  }
}
