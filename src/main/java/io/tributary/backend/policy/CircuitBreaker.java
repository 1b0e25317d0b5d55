package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.BackendSpec;
import io.tributary.scope.Clock;
import io.vertx.core.Future;

/**
 * Spares a backend that is down: after so many failures in a row it refuses calls for a while, then
 * lets one probe through, and closes again when the probe succeeds. One is shared by all event
 * loops. Thread-safe: every transition is one short critical section.
 *
 * <p>Only what tells of the backend's health counts: not our own limit, not a client that left, not
 * a 4xx, not a body that is merely wrong.
 */
final class CircuitBreaker {
  private enum Admission {
    CALL,
    PROBE,
    REFUSED
  }

  private enum Health {
    GOOD,
    BAD,
    UNKNOWN
  }

  private final int failuresToOpen;
  private final long openNanos;
  private final long fairNanos;
  private final Clock clock;

  private int failuresInARow;
  private boolean probing;
  private long probeAt;

  CircuitBreaker(BackendSpec.BreakerSpec spec, Clock clock) {
    this.failuresToOpen = spec.failures();
    this.openNanos = spec.open().toNanos();
    this.fairNanos = spec.fairTime().toNanos();
    this.clock = clock;
  }

  Backend around(Backend next) {
    return (call, deadline) -> {
      Admission admission = admit();
      if (admission == Admission.REFUSED) {
        return Future.failedFuture(
            new CallFailedException(
                Reason.CIRCUIT_OPEN, "the backend kept failing and is left alone for a while"));
      }
      boolean fair = deadline.remainingNanos() >= fairNanos;
      return next.call(call, deadline)
          .onComplete(
              result ->
                  settle(
                      admission,
                      call.cancellation().cancelled()
                          ? Health.UNKNOWN
                          : result.succeeded() ? Health.GOOD : healthFrom(result.cause(), fair)));
    };
  }

  private synchronized Admission admit() {
    if (!open()) {
      return Admission.CALL;
    }
    if (probing || clock.nanoTime() - probeAt < 0) {
      return Admission.REFUSED;
    }
    probing = true;
    return Admission.PROBE;
  }

  private synchronized void settle(Admission admission, Health health) {
    if (admission == Admission.PROBE) {
      probing = false;
    } else if (open()) {
      return; // it left before the breaker opened: only the probe's word counts now
    }
    if (health == Health.GOOD) {
      failuresInARow = 0;
    } else if (health == Health.BAD) {
      failuresInARow = Math.min(failuresInARow + 1, failuresToOpen);
      probeAt = clock.nanoTime() + openNanos;
    }
  }

  private boolean open() {
    return failuresInARow >= failuresToOpen;
  }

  private static Health healthFrom(Throwable cause, boolean fair) {
    if (!(cause instanceof CallFailedException failed)) {
      return Health.UNKNOWN;
    }
    return switch (failed.reason()) {
      case TIMEOUT -> fair ? Health.BAD : Health.UNKNOWN;
      case UNREACHABLE -> Health.BAD;
      case BAD_STATUS -> failed.status().orElse(0) >= 500 ? Health.BAD : Health.GOOD;
      case BAD_BODY, TOO_LARGE -> Health.GOOD;
      case REJECTED, CIRCUIT_OPEN, DEPENDENCY, INTERNAL -> Health.UNKNOWN;
    };
  }
}
