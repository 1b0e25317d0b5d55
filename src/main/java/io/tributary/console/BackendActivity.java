package io.tributary.console;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Reason;
import io.tributary.http.ServerExchange;
import io.tributary.scope.Timeline;
import java.util.List;

/** What the calls to a backend came to. Not thread-safe. */
final class BackendActivity {
  private static final int SECONDS = 60;

  private final Seconds seconds = new Seconds(SECONDS);
  private final RecentDurations durations = new RecentDurations();
  private final LastFailures failures = new LastFailures();
  private final Peers peers = new Peers();

  /** The activity as it was at a moment; times are in nanoseconds. Immutable. */
  record Seen(
      List<Seconds.Second> seconds,
      long p50,
      long p95,
      long p99,
      List<LastFailures.LastFailure> failures,
      List<String> peers) {
    static final Seen NOTHING =
        new Seen(List.of(), Durations.NONE, Durations.NONE, Durations.NONE, List.of(), List.of());
  }

  void add(long second, PartResult result, ServerExchange exchange) {
    addPeers(second, result.timeline());
    result.timeline().calls().forEach(call -> addPeers(second, call));
    switch (result.outcome()) {
      case Outcome.Success _ -> called(second, result.elapsedNanos(), Ending.COMPLETE);
      case Outcome.Failure failure -> {
        if (isOfBackend(failure.reason())) {
          failures.add(
              second,
              failure,
              exchange.trace().requestId(),
              result.part().name(),
              exchange.route());
        }
        if (isOfCall(failure.reason())) {
          called(second, result.elapsedNanos(), Ending.FAILED);
        }
      }
      case Outcome.Skipped _ -> {}
    }
  }

  private void addPeers(long second, Timeline call) {
    for (Timeline.Attempt attempt : call.attempts()) {
      peers.add(attempt.peer(), second);
    }
  }

  private void called(long second, long nanos, Ending ending) {
    seconds.add(second, nanos, ending);
    durations.add(second, nanos);
  }

  private static boolean isOfBackend(Reason reason) {
    return reason != Reason.DEPENDENCY && reason != Reason.INTERNAL;
  }

  /** What a policy rejects is no call. */
  private static boolean isOfCall(Reason reason) {
    return isOfBackend(reason) && reason != Reason.REJECTED && reason != Reason.CIRCUIT_OPEN;
  }

  Seen seen(long second) {
    return new Seen(
        seconds.since(Long.MIN_VALUE, second),
        durations.percentile(second, 0.5),
        durations.percentile(second, 0.95),
        durations.percentile(second, 0.99),
        failures.all(second),
        peers.all(second));
  }
}
