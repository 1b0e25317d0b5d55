package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.Policy;
import io.vertx.core.Future;
import java.util.concurrent.Semaphore;

/**
 * Limits the number of concurrent calls to a backend. Rejects further calls instead of queuing
 * them. Thread-safe.
 */
final class ConcurrencyLimit implements Policy {
  private final int max;
  private final Semaphore free;

  ConcurrencyLimit(int max) {
    this.max = max;
    this.free = new Semaphore(max);
  }

  /** The calls in progress. */
  int inProgress() {
    return max - free.availablePermits();
  }

  @Override
  public Backend around(Backend next) {
    return (request, scope) -> {
      if (!free.tryAcquire()) {
        return Future.failedFuture(
            new CallFailedException(Reason.REJECTED, "too many concurrent calls to the backend"));
      }
      return next.call(request, scope).onComplete(_ -> free.release());
    };
  }
}
