package io.tributary.app;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.BackgroundPart;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.Scope;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs failures of background parts, which no response tells. Writes at most one line a minute for
 * each part. Thread-safe.
 */
final class BackgroundLog implements AggregateObserver {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLog.class);

  private final SeldomLog<Subject> lines;

  /** The unit of the limit. The configuration has so many. */
  private record Subject(String route, String part) {}

  /** Creates the log with a clock in nanoseconds. */
  BackgroundLog(LongSupplier nanoClock) {
    this.lines = new SeldomLog<>(nanoClock);
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    if (result.outcome() instanceof Outcome.Failure failure
        && isBackground(plan, result.part().name())
        && lines.due(new Subject(plan.route(), result.part().name()))) {
      LOG.warn(
          "Background part {} of {} failed ({}): {}",
          result.part().name(),
          plan.route(),
          failure.reason().code(),
          failure.message());
    }
  }

  private static boolean isBackground(Plan plan, String part) {
    for (BackgroundPart one : plan.background()) {
      if (one.part().name().equals(part)) {
        return true;
      }
    }
    return false;
  }
}
