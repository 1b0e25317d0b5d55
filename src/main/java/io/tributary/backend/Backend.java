package io.tributary.backend;

import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * A remote HTTP service. It has one method, so that a policy can decorate it. Called on an event
 * loop, and the future settles on the same event loop.
 */
@FunctionalInterface
public interface Backend {
  /**
   * Makes one call.
   *
   * @param scope the call settles at its deadline at the latest and stops when it is cancelled
   * @return an accepted response whose body is one well-formed JSON document; fails with {@link
   *     io.tributary.aggregate.CallFailedException}, or with {@link
   *     io.tributary.scope.CancelledException} when the scope was cancelled
   */
  Future<Response> call(Request request, Scope scope);
}
