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
 * Logs why TLS connections to backends fail. Writes at most one line a minute for each backend and
 * kind of failure. Thread-safe.
 */
final class TlsFailureLog implements ConnectionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(TlsFailureLog.class);
  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private final ConcurrentMap<Subject, Long> written = new ConcurrentHashMap<>();

  /** The unit of the limit: one line a minute for each. */
  private record Subject(String backend, TlsFailure.Kind kind) {}

  TlsFailureLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public void tlsFailed(String backend, TlsFailure failure) {
    if (due(new Subject(backend, failure.kind()))) {
      LOG.warn("Backend {}: TLS connection failed: {}", backend, failure.explanation());
    }
  }

  private boolean due(Subject subject) {
    long now = nanoClock.getAsLong();
    Long last = written.putIfAbsent(subject, now);
    return last == null || (now - last >= INTERVAL && written.replace(subject, last, now));
  }
}
