package io.tributary.transform;

import io.tributary.scope.Scope;

/**
 * Learns what happens to jobs on the workers; a job is a transform or the computing of inputs.
 * Thread-safe; never blocks and never throws.
 */
public interface JobObserver {
  /** Observes nothing. */
  JobObserver NONE = new JobObserver() {};

  /** A job has run, on a worker's thread. Times are in nanoseconds. */
  default void ran(Scope scope, long waitedNanos, long ranNanos) {}

  /** The queue was full. */
  default void rejected(Scope scope) {}
}
