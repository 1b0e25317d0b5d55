package io.tributary.tls;

/** The result of reloading PEM files. */
public sealed interface Change {
  /** The contents have not changed. */
  record None() implements Change {}

  /** The contents have changed. New connections use them from now on. */
  record Read() implements Change {}

  /**
   * The new contents cannot be used. The previous ones stay in use.
   *
   * @param problem one line that describes the mistake
   */
  record Refused(String problem) implements Change {}
}
