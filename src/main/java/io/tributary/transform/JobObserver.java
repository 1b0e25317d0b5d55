package io.tributary.transform;

import io.tributary.scope.Scope;

/**
 * Observes the jobs of the workers. A job is a transform or the computation of inputs.
 * Implementations are thread-safe, do not block and do not throw.
 */
public interface JobObserver {
  /** Observes nothing. */
  JobObserver NONE = new JobObserver() {};

  /** A job ran. Called on the worker's thread, with times in nanoseconds. */
  default void ran(Scope scope, long waitedNanos, long ranNanos) {}

  /** A job was still running when its deadline passed. */
  default void overran(Scope scope) {}

  /** A job was rejected because the queue was full. */
  default void rejected(Scope scope) {}
}
