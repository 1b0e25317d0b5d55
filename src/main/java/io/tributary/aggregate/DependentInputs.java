package io.tributary.aggregate;

import io.tributary.scope.Cancellation;
import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/** Computes a part's inputs from the bodies of the parts it needs, off the event loop. */
@FunctionalInterface
public interface DependentInputs {

  /**
   * The derived values by name; an empty list means that there is nothing to ask for. The future
   * settles on the caller's context.
   *
   * @param bodies the needed parts' documents by part name
   */
  Future<Map<String, List<String>>> derive(
      Map<String, Buffer> bodies, Deadline deadline, Cancellation cancellation);
}
