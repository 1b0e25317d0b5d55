package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.Policy;
import io.tributary.backend.Response;
import io.tributary.config.BreakerConfig;
import io.tributary.scope.Clock;
import io.tributary.scope.Trace;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Stops calls to a failing backend. Opens after a number of consecutive failures and rejects calls
 * for a while. Then admits one probe, and closes when the probe succeeds. Shared by all event
 * loops. Thread-safe: every transition is one short critical section.
 *
 * <p>{@link CallVerdict} decides what counts as a failure. A timeout counts only if the call had at
 * least half of the backend's own timeout, so that clients with short request timeouts cannot open
 * the breaker. Source of the pattern: Michael Nygard, "Release It!", 2007.
 */
final class CircuitBreaker implements Policy {
  private enum Admission {
    CALL,
    PROBE,
    REFUSED
  }

  private final String backend;
  private final BreakerObserver observer;
  private final int failuresToOpen;
  private final long openNanos;
  private final long minNanosForTimeout;
  private final Clock clock;
  private int failuresInARow;
  private boolean probing;
  private long probeAt;

  CircuitBreaker(
      String backend,
      BreakerConfig settings,
      Duration timeout,
      Clock clock,
      BreakerObserver observer) {
    this.backend = backend;
    this.observer = observer;
    this.failuresToOpen = settings.failures();
    this.openNanos = settings.open().toNanos();
    this.minNanosForTimeout = timeout.toNanos() / 2;
    this.clock = clock;
  }

  @Override
  public Backend around(Backend next) {
    return (request, scope) -> {
      Admission admission = admit();
      if (admission == Admission.REFUSED) {
        return Future.failedFuture(
            new CallFailedException(
                Reason.CIRCUIT_OPEN, "the circuit breaker of the backend is open"));
      }
      long given = scope.deadline().remainingNanos();
      return next.call(request, scope)
          .onComplete(result -> settle(admission, verdict(result, given), result, scope.trace()));
    };
  }

  private CallVerdict verdict(AsyncResult<Response> result, long givenNanos) {
    boolean hurried =
        givenNanos < minNanosForTimeout
            && result.cause() instanceof CallFailedException failed
            && failed.reason() == Reason.TIMEOUT;
    return hurried ? CallVerdict.IGNORED : CallVerdict.of(result);
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

  private synchronized void settle(
      Admission admission, CallVerdict verdict, AsyncResult<Response> result, Trace trace) {
    if (admission == Admission.PROBE) {
      probing = false;
    } else if (open()) {
      return; // the call started before the breaker opened: now only the probe's result counts
    }
    boolean wasOpen = open();
    switch (verdict) {
      case SUCCESS -> failuresInARow = 0;
      case FAILURE -> {
        failuresInARow = Math.min(failuresInARow + 1, failuresToOpen);
        probeAt = clock.nanoTime() + openNanos;
      }
      case IGNORED -> {}
    }
    if (open() != wasOpen) {
      report(result, trace);
    }
  }

  private void report(AsyncResult<Response> result, Trace trace) {
    if (!open()) {
      observer.closed(backend, trace);
    } else if (result.cause() instanceof CallFailedException last) {
      observer.opened(backend, last, trace);
    }
  }

  private boolean open() {
    return failuresInARow >= failuresToOpen;
  }
}
