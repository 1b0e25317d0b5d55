package io.tributary.ops;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs protocol violations of backends, once a minute for each backend. Thread-safe. */
public final class BackendLog {
  private static final Logger LOG = LoggerFactory.getLogger(BackendLog.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final LongSupplier nanoClock;
  private final Map<String, Long> loggedAt = new ConcurrentHashMap<>();

  /** Creates the log with a clock in nanoseconds. */
  public BackendLog(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  /** The backend sent an unsolicited response. */
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

  /** Lets one of several concurrent threads log. */
  private boolean claims(String backend, @Nullable Long before, long now) {
    return before == null
        ? loggedAt.putIfAbsent(backend, now) == null
        : loggedAt.replace(backend, before, now);
  }
}
