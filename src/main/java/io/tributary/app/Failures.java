package io.tributary.app;

import io.tributary.aggregate.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The failures of one backend that it has not recovered from, by reason. Thread-safe. */
final class Failures {
  private final String backend;
  private final Map<Reason, Episode> reasons = new EnumMap<>(Reason.class);
  private volatile boolean any;

  /**
   * Creates it without failures.
   *
   * @param backend the name and the origin, for messages
   */
  Failures(String backend) {
    this.backend = backend;
  }

  String backend() {
    return backend;
  }

  /** Whether there are any. Costs nothing. */
  boolean any() {
    return any;
  }

  /** The reasons, in the order of their declaration. */
  synchronized List<Reason> reasons() {
    return List.copyOf(reasons.keySet());
  }

  /** Counts a failed call. Returns whether the backend did not fail for this reason before. */
  synchronized boolean failed(Reason reason, long now) {
    any = true;
    Episode before = reasons.get(reason);
    reasons.put(reason, before == null ? Episode.begin(now) : before.again(now));
    return before == null;
  }

  /**
   * Ends the failures that have not happened for the given time.
   *
   * @return a description of each
   */
  synchronized List<String> recovered(long now, Duration quiet) {
    List<String> ended = new ArrayList<>();
    reasons
        .entrySet()
        .removeIf(
            reason -> {
              Episode failing = reason.getValue();
              boolean over = failing.quiet(now).compareTo(quiet) >= 0;
              if (over) {
                ended.add(
                    "%s has recovered: no %s for %d s, after %d calls in %d s"
                        .formatted(
                            backend,
                            reason.getKey().code(),
                            failing.quiet(now).toSeconds(),
                            failing.times(),
                            failing.length().toSeconds()));
              }
              return over;
            });
    any = !reasons.isEmpty();
    return ended;
  }
}
