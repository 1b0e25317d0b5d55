package io.tributary.backend;

/**
 * A decorator for the calls to a backend, such as a concurrency limit or a circuit breaker. All
 * event loops share its state, so implementations are thread-safe. A policy that gives one response
 * to several requests must leave out requests that want {@code Set-Cookie}: a cookie belongs to one
 * client.
 */
@FunctionalInterface
public interface Policy {
  /** Returns a backend that applies this policy and delegates its calls to {@code next}. */
  Backend around(Backend next);
}
