package io.tributary.aggregate;

/** How much of an aggregate there is. */
public enum Completeness {
  /** No part failed. */
  COMPLETE,
  /** Some failed, some succeeded. */
  PARTIAL,
  /** Some failed and none succeeded; as an answer: there was a problem instead of data. */
  NONE,
  /** As an answer: the client left before it was there. */
  CANCELLED
}
