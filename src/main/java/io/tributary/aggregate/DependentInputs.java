package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;

/**
 * Computes a part's inputs from the bodies of the parts it needs and from the client's inputs, and
 * whether the part is wanted at all.
 */
@FunctionalInterface
public interface DependentInputs {
  /**
   * Computes the inputs of a call. A value that is an empty list means that it is not needed. The
   * future settles on the caller's context and fails like that of a {@link PartCall}.
   *
   * @param bodies the documents of the needed parts, by part name
   * @param inputs of the client
   * @return those of the client with what was computed; empty if the part is not to be called
   */
  Future<Optional<Inputs>> compute(Map<String, Buffer> bodies, Inputs inputs, Scope scope);
}
