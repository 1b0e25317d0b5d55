package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every part of a plan, settled, in the plan's order. Immutable.
 *
 * @param decider the part that settled last before the response could be written
 */
public record PartResults(Plan plan, List<PartResult> all, PartResult decider) {
  private static final Buffer NULL = Buffer.buffer("null");

  /** Whether no part failed. */
  public boolean complete() {
    for (PartResult part : all) {
      if (part.outcome() instanceof Outcome.Failure) {
        return false;
      }
    }
    return true;
  }

  /** Whether parts failed and none succeeded. */
  public boolean nothing() {
    boolean failed = false;
    for (PartResult part : all) {
      switch (part.outcome()) {
        case Outcome.Success _ -> {
          return false;
        }
        case Outcome.Failure _ -> failed = true;
        case Outcome.Skipped _ -> {}
      }
    }
    return failed;
  }

  /** The time of the slowest part, with the parts it had to wait for. */
  public long slowestNanos() {
    long slowest = 0;
    for (PartResult part : all) {
      slowest = Math.max(slowest, part.chainNanos());
    }
    return slowest;
  }

  /** What a transform gets: every part's value in order, JSON {@code null} where there is none. */
  Map<String, Buffer> bodies() {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    all.forEach(result -> bodies.put(result.part().name(), result.value().orElse(NULL)));
    return bodies;
  }
}
