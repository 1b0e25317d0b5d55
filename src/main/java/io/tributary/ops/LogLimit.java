package io.tributary.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Limits the number of lines that an appender writes per second, whatever clients and backends do.
 * Errors have a budget of their own, so that a storm of other events cannot displace them. A second
 * after the first event was left out, a line says how many of each level were. Thread-safe.
 */
final class LogLimit extends Filter<ILoggingEvent> {
  /** Lines below the level of errors. */
  static final int LINES_PER_SECOND = 50;

  /** Lines of errors: about ten stack traces. */
  static final int ERROR_LINES_PER_SECOND = 250;

  private static final long SECOND = 1_000_000_000L;

  private final LongSupplier nanoClock;
  private final BooleanSupplier full;
  private final Consumer<Runnable> inASecond;
  private long secondBegan;
  private int lines;
  private int errorLines;
  private boolean reportDue;
  private LeftOut leftOut = new LeftOut();

  /**
   * Creates the limit.
   *
   * @param full whether the appender has no room at present, so that nothing can be written
   * @param inASecond runs a task on another thread, because an appender ignores what its filter
   *     logs
   */
  LogLimit(LongSupplier nanoClock, BooleanSupplier full, Consumer<Runnable> inASecond) {
    this.nanoClock = nanoClock;
    this.full = full;
    this.inASecond = inASecond;
    this.secondBegan = nanoClock.getAsLong();
  }

  @Override
  public FilterReply decide(ILoggingEvent event) {
    return isReport(event) || admit(event) ? FilterReply.NEUTRAL : FilterReply.DENY;
  }

  private static boolean isReport(ILoggingEvent event) {
    return event.getLoggerName().equals(LogLimit.class.getName());
  }

  private synchronized boolean admit(ILoggingEvent event) {
    long now = nanoClock.getAsLong();
    if (now - secondBegan >= SECOND) {
      secondBegan = now;
      lines = 0;
      errorLines = 0;
    }
    int wanted = LogLines.of(event);
    if (!full.getAsBoolean() && isWithinLimit(event, wanted)) {
      return true;
    }
    leftOut.add(event.getLevel(), wanted);
    if (!reportDue) {
      reportDue = true;
      inASecond.accept(this::report);
    }
    return false;
  }

  /** The event that passes the limit is still written whole. */
  private boolean isWithinLimit(ILoggingEvent event, int wanted) {
    if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
      if (errorLines < ERROR_LINES_PER_SECOND) {
        errorLines += wanted;
        return true;
      }
    } else if (lines < LINES_PER_SECOND) {
      lines += wanted;
      return true;
    }
    return false;
  }

  /** Logs what was left out and not reported yet, if anything was, once there is room for it. */
  void report() {
    LeftOut reported;
    synchronized (this) {
      if (full.getAsBoolean() && !leftOut.isEmpty()) {
        reportDue = true;
        inASecond.accept(this::report);
        return;
      }
      reported = leftOut;
      leftOut = new LeftOut();
      reportDue = false;
    }
    if (!reported.isEmpty()) {
      Logger log = ((LoggerContext) getContext()).getLogger(LogLimit.class);
      if (reported.hasErrors()) {
        log.error("Left out of the log: {}", reported);
      } else {
        log.warn("Left out of the log: {}", reported);
      }
    }
  }
}
