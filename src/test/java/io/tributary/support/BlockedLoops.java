package io.tributary.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What Vert.x reports about blocked event loops between {@link #start} and {@link #close}. */
public final class BlockedLoops implements AutoCloseable {
  private static final String CHECKER = "io.vertx.core.impl.BlockedThreadChecker";

  private final ListAppender<ILoggingEvent> reports = new ListAppender<>();

  /** Forgets what was recorded and starts to record. */
  public void start() {
    reports.list.clear();
    boolean _ = OtherLoad.busySinceLastAsked();
    reports.start();
    checker().addAppender(reports);
  }

  /** The reports so far. */
  public List<String> reports() {
    return List.copyOf(reports.list).stream()
        .map(ILoggingEvent::getFormattedMessage)
        .filter(message -> message.contains("eventloop"))
        .toList();
  }

  /** Whether others kept the machine busy meanwhile; then an event loop is late without fault. */
  public boolean othersWereBusy() {
    return OtherLoad.busySinceLastAsked();
  }

  @Override
  public void close() {
    checker().detachAppender(reports);
  }

  private static Logger checker() {
    return (Logger) LoggerFactory.getLogger(CHECKER);
  }
}
