package io.tributary.app;

import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.tls.TlsFailure;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs why secure connections to backends fail: one line a minute for each backend and kind of
 * cause, however many calls fail. Thread-safe.
 */
final class TlsFailureLog implements ConnectionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFailureLog.class);
  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private final ConcurrentMap<Subject, Long> written = new ConcurrentHashMap<>();

  /** What one line a minute may be about. */
  private record Subject(String backend, TlsFailure.Kind kind) {}

  TlsFailureLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public void tlsFailed(String backend, TlsFailure failure) {
    if (due(new Subject(backend, failure.kind()))) {
      LOG.warn("Backend {}: no secure connection: {}", backend, failure.words());
    }
  }

  private boolean due(Subject subject) {
    long now = nanoClock.getAsLong();
    Long last = written.putIfAbsent(subject, now);
    return last == null || (now - last >= INTERVAL && written.replace(subject, last, now));
  }
}
