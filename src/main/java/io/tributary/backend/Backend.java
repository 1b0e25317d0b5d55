package io.tributary.backend;

import io.tributary.scope.Scope;
import io.vertx.core.Future;

/**
 * A remote HTTP service. One method, so that a policy is a decorator: it takes a backend and is
 * one. Called on an event loop; the future settles on the same one.
 */
@FunctionalInterface
public interface Backend {
  /**
   * Makes one call.
   *
   * @param scope the call settles at its deadline at the latest, and stops when it is cancelled
   * @return an accepted response whose body is one well-formed JSON document; fails with {@link
   *     io.tributary.aggregate.CallFailedException}, or with {@link
   *     io.tributary.scope.CancelledException} when the scope was cancelled
   */
  Future<Response> call(Request request, Scope scope);
}
