package io.tributary.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs when the circuit breakers of backends open and close. A breaker that opens again within a
 * minute has no further lines, unless it stays open until the minute is over. Thread-safe.
 */
final class BreakerLog {
  private static final Logger LOG = LoggerFactory.getLogger(BreakerLog.class);
  private static final String WRITTEN = "";

  private final SeldomLog<String> lines;

  /** The backends whose breaker is open, each with the line that says so until it is written. */
  private final Map<String, String> open = new ConcurrentHashMap<>();

  /** Creates the log with a clock in nanoseconds. */
  BreakerLog(LongSupplier nanoClock) {
    this.lines = new SeldomLog<>(nanoClock);
  }

  boolean isOpen(String backend) {
    return open.containsKey(backend);
  }

  /** The breaker opened. */
  void opened(String backend, String line) {
    open.put(backend, line);
    stillOpen(backend);
  }

  /** The breaker has refused a call. */
  void stillOpen(String backend) {
    if (!open.getOrDefault(backend, WRITTEN).isEmpty()) {
      var _ = open.computeIfPresent(backend, this::written);
    }
  }

  private String written(String backend, String line) {
    if (line.isEmpty() || !lines.due(backend)) {
      return line;
    }
    LOG.warn("{}", line);
    return WRITTEN;
  }

  /** The breaker closed. */
  void closed(String backend, String line) {
    if (WRITTEN.equals(open.remove(backend))) {
      LOG.info("{}", line);
    }
  }

  /** There is no such breaker any more. */
  void removed(String backend) {
    open.remove(backend);
  }
}
