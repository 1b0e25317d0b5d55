package io.tributary.backend;

/**
 * One rule about calling a backend, such as a limit or a breaker. Its state is shared by all event
 * loops, so implementations are thread-safe.
 */
@FunctionalInterface
public interface Policy {
  /** A backend that keeps to the rule and makes its calls through the given one. */
  Backend around(Backend next);
}
