package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;

/** What one gather ended with: a closed set, so that whoever answers handles every case. */
public sealed interface AggregateResult {
  /** The parts, whatever became of them. */
  PartResults parts();

  /** The parts as they came. */
  record Gathered(PartResults parts) implements AggregateResult {}

  /**
   * What the transform made of the parts.
   *
   * @param data one JSON document
   */
  record Transformed(PartResults parts, Buffer data) implements AggregateResult {}

  /** A part without which there is no answer has failed. */
  record RequiredPartFailed(PartResults parts, PartResult failed) implements AggregateResult {}

  /** Parts failed and none succeeded. */
  record NothingSucceeded(PartResults parts) implements AggregateResult {}

  /** The parts are there, but their transform was refused, late or failed. */
  record TransformFailed(PartResults parts, Reason reason) implements AggregateResult {}

  /** The client left before there was an answer. */
  record Cancelled(PartResults parts) implements AggregateResult {}

  /** How much of the aggregate the client gets. */
  default Completeness completeness() {
    return switch (this) {
      case Gathered _, Transformed _ ->
          parts().complete() ? Completeness.COMPLETE : Completeness.PARTIAL;
      case RequiredPartFailed _, NothingSucceeded _, TransformFailed _ -> Completeness.NONE;
      case Cancelled _ -> Completeness.CANCELLED;
    };
  }
}
