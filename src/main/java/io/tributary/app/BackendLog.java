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
 * Logs what backends do wrong on their connections: unsolicited responses, and why TLS connections
 * fail. Writes at most one line a minute for each backend and kind of failure. Thread-safe.
 */
final class BackendLog implements ConnectionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(BackendLog.class);
  private static final long INTERVAL = Duration.ofMinutes(1).toNanos();

  private final LongSupplier nanoClock;
  private final ConcurrentMap<Subject, Long> written = new ConcurrentHashMap<>();

  /** The unit of the limit. */
  private sealed interface Subject {
    record Unsolicited(String backend) implements Subject {}

    record Tls(String backend, TlsFailure.Kind kind) implements Subject {}
  }

  /** Creates the log with a clock in nanoseconds. */
  BackendLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  @Override
  public void unsolicited(String backend) {
    if (due(new Subject.Unsolicited(backend))) {
      LOG.warn(
          "Backend {} sent bytes that belong to no request; for a minute its HTTP/1.1 connections"
              + " serve one request each",
          backend);
    }
  }

  @Override
  public void tlsFailed(String backend, TlsFailure failure) {
    if (due(new Subject.Tls(backend, failure.kind()))) {
      LOG.warn("Backend {}: TLS connection failed: {}", backend, failure.explanation());
    }
  }

  private boolean due(Subject subject) {
    long now = nanoClock.getAsLong();
    Long last = written.putIfAbsent(subject, now);
    return last == null || (now - last >= INTERVAL && written.replace(subject, last, now));
  }
}
