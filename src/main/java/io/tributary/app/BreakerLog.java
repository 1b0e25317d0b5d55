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

  private final SeldomLog<String> lines;

  /** The backends whose breaker is open. */
  private final Map<String, Opening> open = new ConcurrentHashMap<>();

  /** The line that says so, and whether it is in the log. */
  private record Opening(String line, boolean written) {}

  /** Creates the log with a clock in nanoseconds. */
  BreakerLog(LongSupplier nanoClock) {
    this.lines = new SeldomLog<>(nanoClock);
  }

  boolean isOpen(String backend) {
    return open.containsKey(backend);
  }

  /** The breaker opened. */
  void opened(String backend, String line) {
    open.put(backend, new Opening(line, false));
    stillOpen(backend);
  }

  /** The breaker has refused a call. */
  void stillOpen(String backend) {
    Opening opening = open.get(backend);
    if (opening != null && !opening.written()) {
      var _ = open.computeIfPresent(backend, this::written);
    }
  }

  private Opening written(String backend, Opening opening) {
    if (opening.written() || !lines.due(backend)) {
      return opening;
    }
    LOG.warn("{}", opening.line());
    return new Opening(opening.line(), true);
  }

  /** The breaker closed. */
  void closed(String backend, String line) {
    Opening opening = open.remove(backend);
    if (opening != null && opening.written()) {
      LOG.info("{}", line);
    }
  }

  /** There is no such breaker any more. */
  void removed(String backend) {
    open.remove(backend);
  }
}
