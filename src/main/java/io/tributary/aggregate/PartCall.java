package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.Optional;

/** Fills one part by calling a backend. The port from the core to the backend packages. */
@FunctionalInterface
public interface PartCall {
  /**
   * Starts the call on the current event loop. The future settles on the same event loop, at the
   * scope's deadline at the latest.
   *
   * @return the value; fails with {@link CallFailedException}, or with {@link
   *     io.tributary.scope.CancelledException} when the scope was cancelled
   */
  Future<Outcome.Success> start(Inputs inputs, Scope scope);

  /** The name of the backend that it calls, for observers; empty if it calls none. */
  default String backend() {
    return "";
  }

  /** Where its calls go; empty if it calls no backend. */
  default Optional<Callee> callee() {
    return Optional.empty();
  }
}
