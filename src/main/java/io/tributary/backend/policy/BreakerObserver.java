package io.tributary.backend.policy;

/**
 * Observes the circuit breakers of backends. Called inside of the breaker's critical section, in
 * the order of its changes. Implementations never block and never throw.
 */
public interface BreakerObserver {
  /** Observes nothing. */
  BreakerObserver NONE = new BreakerObserver() {};

  /** A breaker was created, which is closed at first. */
  default void created(String backend) {}

  /** The breaker opened: calls are rejected. */
  default void opened(String backend) {}

  /** The breaker closed: a probe has succeeded. */
  default void closed(String backend) {}
}
