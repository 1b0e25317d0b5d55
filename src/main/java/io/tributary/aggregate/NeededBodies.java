package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a part is called with: the bodies of those that it needs.
 *
 * @param bodies by the names of the parts
 * @param without what becomes of the part instead, if one of them has no body
 */
record NeededBodies(Map<String, Buffer> bodies, Optional<Outcome> without) {
  private static final Optional<Outcome> SKIPPED = Optional.of(new Outcome.Skipped());
  private static final Optional<Outcome> FAILED =
      Optional.of(new Outcome.Failure(Reason.DEPENDENCY, "a part that it depends on failed"));

  /**
   * Finds the bodies.
   *
   * @param results of the parts by their names; null for one that is not called
   */
  static NeededBodies of(Part part, Function<String, @Nullable PartResult> results) {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    Optional<Outcome> without = Optional.empty();
    for (String need : part.needs()) {
      PartResult needed = results.apply(need);
      if (needed != null && needed.succeeded()) {
        bodies.put(need, needed.success().orElseThrow().body());
      } else {
        without = needed != null && needed.failed() ? FAILED : SKIPPED;
      }
    }
    return new NeededBodies(bodies, without);
  }
}
