package io.tributary.console;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Reason;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The last failure of a backend for each reason, for some minutes. Not thread-safe. */
final class LastFailures {
  private static final long KEPT_SECONDS = 900;
  private static final int LONGEST_MESSAGE = 256;

  private final Map<Reason, LastFailure> byReason = new EnumMap<>(Reason.class);

  /**
   * The last failure for one reason.
   *
   * @param second when its request ended
   * @param count of those with this reason that are remembered
   */
  record LastFailure(
      long second,
      Reason reason,
      String message,
      String requestId,
      String part,
      String route,
      long count) {}

  void add(long second, Outcome.Failure failure, String requestId, String part, String route) {
    forgetOld(second);
    LastFailure before = byReason.get(failure.reason());
    byReason.put(
        failure.reason(),
        new LastFailure(
            second,
            failure.reason(),
            Cut.at(LONGEST_MESSAGE, failure.message()),
            requestId,
            part,
            route,
            before == null ? 1 : before.count() + 1));
  }

  /** Newest first. */
  List<LastFailure> all(long second) {
    forgetOld(second);
    return byReason.values().stream()
        .sorted(Comparator.comparingLong(LastFailure::second).reversed())
        .toList();
  }

  private void forgetOld(long second) {
    byReason.values().removeIf(failure -> failure.second() < second - KEPT_SECONDS);
  }
}
