package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;

/** Puts the values of parts into those of other parts, once all have settled. */
@FunctionalInterface
public interface AssemblyCall {
  /**
   * Returns the parts with the values that the response shows. A part whose value cannot be made is
   * a failure in them. The future settles on the caller's context, at the scope's deadline at the
   * latest. It fails only because of a bug.
   */
  Future<PartResults> apply(PartResults parts, Scope scope);
}
