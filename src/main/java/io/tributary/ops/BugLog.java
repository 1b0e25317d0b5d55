package io.tributary.ops;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.scope.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs every part that failed because of a bug in Tributary, with its stack trace. Thread-safe. */
public final class BugLog implements AggregateObserver {
  private static final Logger LOG = LoggerFactory.getLogger(BugLog.class);

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    if (result.outcome() instanceof Outcome.Failure failure) {
      failure
          .bug()
          .ifPresent(
              bug ->
                  LOG.error(
                      "Part {} failed by a bug, request {}",
                      result.part().name(),
                      scope.trace().requestId(),
                      bug));
    }
  }
}
