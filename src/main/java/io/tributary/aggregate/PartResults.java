package io.tributary.aggregate;

import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The settled parts of a plan, in the plan's order. Immutable.
 *
 * @param decider the part that decided the result: the last one that the response had to wait for
 */
public record PartResults(Plan plan, List<PartResult> all, PartResult decider) {
  private static final Buffer NULL = Buffer.buffer("null");

  /** The result of a part; null if the plan does not have it. */
  public @Nullable PartResult of(String part) {
    for (PartResult result : all) {
      if (result.part().name().equals(part)) {
        return result;
      }
    }
    return null;
  }

  /** The same results, but this part failed. */
  public PartResults failing(String part, Outcome outcome) {
    return with(part, result -> result.with(outcome));
  }

  /** The same results, but of the value of this part, which has one, another is shown. */
  public PartResults showing(String part, Buffer value) {
    return with(part, result -> result.showing(value));
  }

  private PartResults with(String part, UnaryOperator<PartResult> change) {
    List<PartResult> others =
        all.stream()
            .map(result -> result.part().name().equals(part) ? change.apply(result) : result)
            .toList();
    return new PartResults(plan, others, decider);
  }

  /** Whether no part of the response, and no item of one, failed. */
  public boolean complete() {
    for (PartResult part : all) {
      if (part.part().shown() && !isComplete(part.outcome()) && !isExcused(part)) {
        return false;
      }
    }
    return true;
  }

  /** Whether nobody misses the part, although it failed: enough others of its group succeeded. */
  public boolean isExcused(PartResult part) {
    return part.outcome() instanceof Outcome.Failure
        && plan.enough()
            .filter(group -> group.of().contains(part.part().name()) && group.isReached(all))
            .isPresent();
  }

  private static boolean isComplete(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success success -> success.failed().isEmpty();
      case Outcome.Failure _ -> false;
      case Outcome.Skipped _ -> true;
    };
  }

  /** Whether at least one part of the response failed and none succeeded. */
  public boolean noneSucceeded() {
    boolean failed = false;
    for (PartResult part : all) {
      if (!part.part().shown()) {
        continue;
      }
      if (part.succeeded()) {
        return false;
      }
      failed |= part.failed();
    }
    return failed;
  }

  /** The duration of the slowest part in nanoseconds, including the parts that it waited for. */
  public long slowestNanos() {
    long slowest = 0;
    for (PartResult part : all) {
      slowest = Math.max(slowest, part.chainNanos());
    }
    return slowest;
  }

  /**
   * The transform's input: every part's value in plan order, JSON {@code null} for a part without
   * one.
   */
  Map<String, Buffer> bodies() {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    all.forEach(result -> bodies.put(result.part().name(), result.value().orElse(NULL)));
    return bodies;
  }
}
