package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** Transforms the gathered parts off the event loop. */
@FunctionalInterface
public interface TransformCall {
  /**
   * Returns the transformed document. The future settles on the caller's context, at the scope's
   * deadline at the latest. It fails with {@link CallFailedException} for {@link Reason#REJECTED}
   * (queue full), {@link Reason#TIMEOUT} or {@link Reason#INTERNAL} (the transform threw an
   * exception), and with {@link io.tributary.scope.CancelledException} when the scope was
   * cancelled.
   *
   * @param bodies the document of every part in configured order; the JSON text {@code null} for a
   *     part without a value
   */
  Future<Buffer> apply(Map<String, Buffer> bodies, Scope scope);
}
