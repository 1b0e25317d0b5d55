package io.tributary.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Everything that is logged, by anyone, while this is open. */
public final class RecordedLogs implements AutoCloseable {
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  /** Starts to record. */
  public RecordedLogs() {
    lines.start();
    root().addAppender(lines);
  }

  /** What was logged so far, but for reports about slow threads. */
  public List<String> lines() {
    return List.copyOf(lines.list).stream()
        .filter(line -> !line.getLoggerName().endsWith("BlockedThreadChecker"))
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    root().detachAppender(lines);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
