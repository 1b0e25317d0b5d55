package io.tributary.transform;

import io.tributary.scope.Trace;

/**
 * Observes the bodies that are checked against the schemas of their parts. Implementations are
 * thread-safe, do not block and do not throw.
 */
public interface SchemaObserver {
  /** Observes nothing. */
  SchemaObserver NONE = new SchemaObserver() {};

  /**
   * A part whose bodies are checked.
   *
   * @param aggregate the path of its aggregate in the configuration
   */
  record Subject(String aggregate, String part, String backend) {}

  /**
   * A body does not fit.
   *
   * @param rule the place in the schema of a rule that it breaks
   */
  default void mismatched(Subject subject, String rule, Trace trace) {}

  /** A body could not be checked: the workers had too much to do, or it is too large. */
  default void unchecked(Subject subject, Trace trace) {}
}
