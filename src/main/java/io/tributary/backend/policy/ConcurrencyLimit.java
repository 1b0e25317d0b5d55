package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.Policy;
import io.vertx.core.Future;
import java.util.concurrent.Semaphore;

/** Lets at most so many calls to a backend be under way, and queues none. Thread-safe. */
final class ConcurrencyLimit implements Policy {
  private final Semaphore free;

  ConcurrencyLimit(int max) {
    this.free = new Semaphore(max);
  }

  @Override
  public Backend around(Backend next) {
    return (request, scope) -> {
      if (!free.tryAcquire()) {
        return Future.failedFuture(
            new CallFailedException(
                Reason.REJECTED, "too many calls to the backend are under way"));
      }
      return next.call(request, scope).onComplete(_ -> free.release());
    };
  }
}
