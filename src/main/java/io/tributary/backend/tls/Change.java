package io.tributary.backend.tls;

/** What a look at a backend's PEM files found. */
public sealed interface Change {
  /** The same as at the last look. */
  record None() implements Change {}

  /** New content, which new connections use from now on. */
  record Read() implements Change {}

  /** New content that cannot be used: what was in force stays. */
  record Refused(String problem) implements Change {}
}
