package io.tributary.aggregate;

import io.tributary.scope.Scope;

/**
 * Observes the events of a request, for metrics, logs and traces. Called on the request's event
 * loop. Implementations are thread-safe, never block and never throw. Times are in nanoseconds.
 */
public interface AggregateObserver {
  /** Observes nothing. */
  AggregateObserver NONE = new AggregateObserver() {};

  /** A part has settled, whether it was started or not. */
  default void partSettled(Plan plan, PartResult result, Scope scope) {}

  /**
   * The response is about to be written, or the client has disconnected.
   *
   * @param totalNanos since the request arrived
   */
  default void responded(AggregateResult result, Scope scope, long totalNanos) {}
}
