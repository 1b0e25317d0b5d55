package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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

  /**
   * Finds the bodies.
   *
   * @param results of the parts by their names; null for one that is not called
   */
  static NeededBodies of(Part part, Function<String, @Nullable PartResult> results) {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    for (String need : part.needs()) {
      PartResult needed = results.apply(need);
      if (needed != null && needed.succeeded()) {
        bodies.put(need, needed.success().orElseThrow().body());
      } else if (needed != null && needed.failed()) {
        failed.add(need);
      }
    }
    if (!failed.isEmpty()) {
      return new NeededBodies(bodies, Optional.of(dependency(failed)));
    }
    return new NeededBodies(
        bodies, bodies.size() < part.needs().size() ? SKIPPED : Optional.empty());
  }

  private static Outcome dependency(List<String> failed) {
    return new Outcome.Failure(
        Reason.DEPENDENCY,
        (failed.size() == 1 ? "the part " : "the parts ")
            + String.join(" and ", failed)
            + ", which it depends on, failed");
  }
}
