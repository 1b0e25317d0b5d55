package io.tributary.aggregate;

import io.tributary.scope.Cancellation;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Fills one part by a backend call. The core's way out to the world. */
@FunctionalInterface
public interface PartCall {

  /**
   * Starts the call on the current event loop; the future settles there too, at the deadline at the
   * latest.
   *
   * @return the bytes of one JSON document, or {@link CallFailedException}
   */
  Future<Buffer> start(Inputs inputs, Deadline deadline, Cancellation cancellation);
}
