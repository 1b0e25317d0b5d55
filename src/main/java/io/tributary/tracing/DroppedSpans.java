package io.tributary.tracing;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the spans that are not exported, and logs why, at most once a minute. Thread-safe. */
final class DroppedSpans {
  private static final Logger LOG = LoggerFactory.getLogger(DroppedSpans.class);
  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private long total;
  private long logged;
  private long loggedAt;

  /** Creates it with a clock in nanoseconds. */
  DroppedSpans(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.loggedAt = nanoClock.getAsLong() - QUIET_NANOS;
  }

  /** So many spans were dropped, for a reason in words. */
  synchronized void add(int spans, String why) {
    total += spans;
    long now = nanoClock.getAsLong();
    if (spans > 0 && now - loggedAt >= QUIET_NANOS) {
      LOG.warn("{} spans were not exported: {}", total - logged, why);
      logged = total;
      loggedAt = now;
    }
  }

  /** All that were dropped so far. */
  synchronized long total() {
    return total;
  }
}
