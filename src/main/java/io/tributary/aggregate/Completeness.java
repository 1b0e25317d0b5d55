package io.tributary.aggregate;

/** How much of an aggregate a client gets. */
public enum Completeness {
  /** Everything: no part failed. */
  COMPLETE,
  /** Some parts failed, some succeeded. */
  PARTIAL,
  /** A problem instead of data. */
  NONE,
  /** The client left before there was an answer. */
  CANCELLED
}
