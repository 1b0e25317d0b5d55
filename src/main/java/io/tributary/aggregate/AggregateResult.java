package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Every part of a plan, settled, in the plan's order. Immutable.
 *
 * @param decider the part whose settling decided when the answer could go out
 * @param abandoned whether the client left before the parts had settled
 */
public record AggregateResult(
    Plan plan, List<PartResult> parts, PartResult decider, boolean abandoned) {
  private static final Buffer NULL = Buffer.buffer("null");

  /** How much of the aggregate there is. */
  public Completeness completeness() {
    boolean succeeded = false;
    boolean failed = false;
    for (PartResult part : parts) {
      switch (part.outcome()) {
        case Outcome.Success _ -> succeeded = true;
        case Outcome.Failure _ -> failed = true;
        case Outcome.Skipped _ -> {}
      }
    }
    return !failed ? Completeness.COMPLETE : succeeded ? Completeness.PARTIAL : Completeness.NONE;
  }

  /** The required part that failed, if one did. */
  public Optional<PartResult> failedRequired() {
    for (PartResult settled : parts) {
      if (settled.part().required() && settled.outcome() instanceof Outcome.Failure) {
        return Optional.of(settled);
      }
    }
    return Optional.empty();
  }

  /** The time of the slowest part, with the parts it had to wait for. */
  public long slowestNanos() {
    long slowest = 0;
    for (PartResult part : parts) {
      slowest = Math.max(slowest, part.chainNanos());
    }
    return slowest;
  }

  /** What a transform gets: every part's value in order, JSON {@code null} where there is none. */
  public Map<String, Buffer> bodies() {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    parts.forEach(settled -> bodies.put(settled.part().name(), settled.value().orElse(NULL)));
    return bodies;
  }
}
