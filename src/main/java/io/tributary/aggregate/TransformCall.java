package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** CPU work on the gathered parts, done off the event loop. */
@FunctionalInterface
public interface TransformCall {
  /**
   * The transformed document; the future settles on the caller's context, at the scope's deadline
   * at the latest. It fails with {@link CallFailedException}: rejected (queue full), timeout, or
   * internal (it threw); with {@link io.tributary.scope.CancelledException} when the scope was
   * cancelled.
   *
   * @param bodies the document of every part in configured order; {@code null} is the JSON text for
   *     one without a value
   */
  Future<Buffer> apply(Map<String, Buffer> bodies, Scope scope);
}
