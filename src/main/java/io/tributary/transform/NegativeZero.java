package io.tributary.transform;

import com.fasterxml.jackson.databind.node.IntNode;

/** The integer {@code -0}, which is 0 and keeps its text. Immutable. */
final class NegativeZero extends IntNode {
  private static final long serialVersionUID = 1L;
  private static final String TEXT = "-0";

  NegativeZero() {
    super(0);
  }

  @Override
  public String asText() {
    return TEXT;
  }

  @Override
  public String toString() {
    return TEXT;
  }
}
