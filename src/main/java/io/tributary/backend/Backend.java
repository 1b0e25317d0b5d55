package io.tributary.backend;

import io.tributary.scope.Deadline;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/**
 * A remote HTTP service. One method, so that a policy is a decorator: it takes a backend and is
 * one. Called on an event loop; the future settles on the same one.
 */
@FunctionalInterface
public interface Backend {

  /**
   * Makes one call.
   *
   * @return the bytes of one well-formed JSON document; fails with {@link
   *     io.tributary.aggregate.CallFailedException}, at the deadline at the latest
   */
  Future<Buffer> call(Call call, Deadline deadline);
}
