package io.tributary.aggregate;

/** How much of an aggregate there is. */
public enum Completeness {
  /** No part failed. */
  COMPLETE,
  /** Some failed, some succeeded. */
  PARTIAL,
  /** Some failed and none succeeded. */
  NONE
}
