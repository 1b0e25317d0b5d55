package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The concurrency limit of a backend: at most so many calls under way, and no queue. One is shared
 * by all event loops. Thread-safe.
 */
final class ConcurrencyLimit {
  private final int max;
  private final AtomicInteger inFlight = new AtomicInteger();

  ConcurrencyLimit(int max) {
    this.max = max;
  }

  Backend around(Backend next) {
    return (call, deadline) -> {
      if (inFlight.incrementAndGet() > max) {
        inFlight.decrementAndGet();
        return Future.failedFuture(
            new CallFailedException(
                Reason.REJECTED, "too many calls to the backend are under way"));
      }
      return next.call(call, deadline).onComplete(_ -> inFlight.decrementAndGet());
    };
  }
}
