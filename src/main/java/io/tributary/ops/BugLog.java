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
    switch (result.outcome()) {
      case Outcome.Failure failure -> log(failure, result, scope);
      case Outcome.Success success ->
          success.failed().forEach(item -> log(item.failure(), result, scope));
      case Outcome.Skipped _ -> {}
    }
  }

  private static void log(Outcome.Failure failure, PartResult result, Scope scope) {
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
