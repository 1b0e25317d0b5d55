package io.tributary.backend.policy;

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

  /** The breaker opened: calls are rejected. */
  default void opened(String backend) {}

  /** The breaker closed: a probe has succeeded. */
  default void closed(String backend) {}
}
