package io.tributary.backend;

/**
 * A decorator for the calls to a backend, such as a concurrency limit or a circuit breaker. All
 * event loops share its state, so implementations are thread-safe.
 */
@FunctionalInterface
public interface Policy {
  /** Returns a backend that applies this policy and delegates its calls to {@code next}. */
  Backend around(Backend next);
}
