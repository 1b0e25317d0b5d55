package io.tributary.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged, by anyone, while this is open. */
public final class RecordedLogs implements AutoCloseable {
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          events.add(event);
        }
      };

  /** Starts to record. */
  public RecordedLogs() {
    appender.start();
    root().addAppender(appender);
  }

  /** What was logged so far, but for reports about slow threads, and about what was too much. */
  public List<String> lines() {
    return events.stream()
        .filter(line -> !line.getLoggerName().endsWith("BlockedThreadChecker"))
        .filter(line -> !line.getLoggerName().endsWith("LogLimit"))
        .map(line -> line.getLevel() + " " + line.getFormattedMessage())
        .toList();
  }

  @Override
  public void close() {
    root().detachAppender(appender);
  }

  private static Logger root() {
    return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  }
}
