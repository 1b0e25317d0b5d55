package io.tributary.app;

import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.tls.TlsFailure;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what backends do wrong on their connections: unsolicited responses, and why TLS connections
 * fail. Writes at most one line a minute for each backend and kind of failure. Thread-safe.
 */
final class BackendLog implements ConnectionObserver {
  private static final Logger LOG = LoggerFactory.getLogger(BackendLog.class);

  private final SeldomLog<Subject> lines;

  /** The unit of the limit. */
  private sealed interface Subject {
    record Unsolicited(String backend) implements Subject {}

    record Tls(String backend, TlsFailure.Kind kind) implements Subject {}
  }

  /** Creates the log with a clock in nanoseconds. */
  BackendLog(LongSupplier nanoClock) {
    this.lines = new SeldomLog<>(nanoClock);
  }

  @Override
  public void unsolicited(String backend) {
    if (lines.due(new Subject.Unsolicited(backend))) {
      LOG.warn(
          "Backend {} sent bytes that belong to no request; for a minute its HTTP/1.1 connections"
              + " serve one request each",
          backend);
    }
  }

  @Override
  public void tlsFailed(String backend, TlsFailure failure) {
    if (lines.due(new Subject.Tls(backend, failure.kind()))) {
      LOG.warn("Backend {}: TLS connection failed: {}", backend, failure.explanation());
    }
  }
}
