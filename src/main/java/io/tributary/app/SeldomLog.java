package io.tributary.app;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * Allows one line a minute for each subject. Thread-safe.
 *
 * @param <S> what a line is about: one of a bounded set
 */
final class SeldomLog<S> {
  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private final ConcurrentMap<S, Long> written = new ConcurrentHashMap<>();

  /** Creates it with a clock in nanoseconds. */
  SeldomLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** Whether a line about the subject is due. It counts as written then. */
  boolean due(S subject) {
    long now = nanoClock.getAsLong();
    Long last = written.putIfAbsent(subject, now);
    return last == null || (now - last >= INTERVAL && written.replace(subject, last, now));
  }
}
