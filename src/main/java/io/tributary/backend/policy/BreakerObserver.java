package io.tributary.backend.policy;

import io.tributary.aggregate.CallFailedException;
import io.tributary.scope.Trace;

/**
 * Observes the circuit breakers of backends. Changes are reported inside of the breaker's critical
 * section, in their order. Implementations never block and never throw.
 */
public interface BreakerObserver {
  /** Observes nothing. */
  BreakerObserver NONE = new BreakerObserver() {};

  /** A breaker is in force, which is closed at first. */
  default void created(String backend) {}

  /** The breaker is gone, with its backend or without. */
  default void removed(String backend) {}

  /**
   * The breaker opened: calls are rejected.
   *
   * @param last the failure that opened it
   * @param trace that of the call that failed
   */
  default void opened(String backend, CallFailedException last, Trace trace) {}

  /**
   * The breaker closed.
   *
   * @param trace that of the probe, which has succeeded
   */
  default void closed(String backend, Trace trace) {}
}
