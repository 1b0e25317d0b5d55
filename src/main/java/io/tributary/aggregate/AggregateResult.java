package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;

/** The result of one gather. A closed set, so that the response writer handles every case. */
public sealed interface AggregateResult {
  /** All parts with their outcomes. */
  PartResults parts();

  /** The parts without a transform. */
  record Gathered(PartResults parts) implements AggregateResult {}

  /**
   * The parts and the result of the transform.
   *
   * @param data one JSON document
   */
  record Transformed(PartResults parts, Buffer data) implements AggregateResult {}

  /** There is a problem instead of data. */
  sealed interface Failed extends AggregateResult {}

  /** A required part has failed. */
  record RequiredPartFailed(PartResults parts, PartResult failed) implements Failed {}

  /** Parts failed and none succeeded. */
  record NothingSucceeded(PartResults parts) implements Failed {}

  /** The parts are available, but the transform was rejected, timed out or failed. */
  record TransformFailed(PartResults parts, Reason reason) implements Failed {}

  /** The client disconnected before the result was known. */
  record Cancelled(PartResults parts) implements AggregateResult {}

  /** How much of the aggregate the client gets. */
  default Completeness completeness() {
    return switch (this) {
      case Gathered _, Transformed _ ->
          parts().complete() ? Completeness.COMPLETE : Completeness.PARTIAL;
      case Failed _ -> Completeness.NONE;
      case Cancelled _ -> Completeness.CANCELLED;
    };
  }
}
