package io.tributary.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Limits the number of log lines per second, whatever clients and backends do. Further lines are
 * counted, and the count is logged in a later second. Thread-safe.
 */
public final class LogLimit extends TurboFilter {
  private static final int LINES_PER_SECOND = 50;

  private final LongSupplier nanoClock;
  private long secondBegan;
  private int lines;
  private long leftOut;

  /** Creates the limit with the system clock. */
  public LogLimit() {
    this(System::nanoTime);
  }

  LogLimit(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
    this.secondBegan = nanoClock.getAsLong();
  }

  /** A call without a format only asks whether the level is enabled and writes no line. */
  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable cause) {
    if (format == null || !level.isGreaterOrEqual(logger.getEffectiveLevel())) {
      return FilterReply.NEUTRAL;
    }
    long report;
    synchronized (this) {
      report = rollOver();
      if (++lines > LINES_PER_SECOND) {
        leftOut++;
        return FilterReply.DENY;
      }
    }
    if (report > 0) {
      logger.getLoggerContext().getLogger(LogLimit.class).warn("{} lines were left out", report);
    }
    return FilterReply.NEUTRAL;
  }

  /** Starts a new second if it is due. Returns the number of lines left out in the previous one. */
  private long rollOver() {
    long now = nanoClock.getAsLong();
    if (now - secondBegan < 1_000_000_000L) {
      return 0;
    }
    long report = leftOut;
    secondBegan = now;
    lines = 0;
    leftOut = 0;
    return report;
  }
}
