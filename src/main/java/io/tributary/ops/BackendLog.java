package io.tributary.ops;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs what backends do wrong on their connections, once a minute for each. Thread-safe. */
public final class BackendLog {
  private static final Logger LOG = LoggerFactory.getLogger(BackendLog.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final LongSupplier nanoClock;
  private final Map<String, Long> loggedAt = new ConcurrentHashMap<>();

  /** With a clock of nanoseconds. */
  public BackendLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** The backend has sent bytes that belong to no request. */
  public void unsolicited(String backend) {
    long now = nanoClock.getAsLong();
    Long before = loggedAt.get(backend);
    boolean due = before == null || now - before >= PERIOD.toNanos();
    if (due && claims(backend, before, now)) {
      LOG.warn(
          "Backend {} sent bytes that belong to no request; for a minute its HTTP/1.1 connections"
              + " serve one request each",
          backend);
    }
  }

  /** Of several threads that come at once, one logs. */
  private boolean claims(String backend, @Nullable Long before, long now) {
    return before == null
        ? loggedAt.putIfAbsent(backend, now) == null
        : loggedAt.replace(backend, before, now);
  }
}
