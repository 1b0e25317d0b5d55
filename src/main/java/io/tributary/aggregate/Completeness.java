package io.tributary.aggregate;

/** How much of an aggregate a client gets. */
public enum Completeness {
  /** No part failed. */
  COMPLETE,
  /** Some parts failed, some succeeded. */
  PARTIAL,
  /** A problem instead of data. */
  NONE,
  /** The client disconnected before the result was known. */
  CANCELLED
}
