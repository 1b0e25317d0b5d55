package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LogLimitTest {
  private final AtomicLong now = new AtomicLong();
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Logger log = context.getLogger("test");

  @BeforeEach
  void limit() {
    context.addTurboFilter(new LogLimit(now::get));
    log.setLevel(Level.INFO);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    written.setContext(context);
    written.start();
    root.addAppender(written);
  }

  @Test
  void writesNoMoreThanFiftyLinesASecondAndThenSaysHowManyWereLeftOut() {
    for (int i = 0; i < 1000; i++) {
      log.error("storm {}", i);
    }
    assertThat(written.list).hasSize(50);
    now.addAndGet(1_000_000_000L);
    log.info("calm again");
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .hasSize(52)
        .endsWith("950 lines were left out", "calm again");
  }

  @Test
  void questionsWhetherALevelIsOnDoNotCount() {
    for (int i = 0; i < 1000; i++) {
      assertThat(log.isErrorEnabled()).isTrue();
    }
    log.info("written");
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("written");
  }

  @Test
  void linesBelowTheLevelDoNotCount() {
    for (int i = 0; i < 1000; i++) {
      log.debug("not written");
    }
    log.info("written");
    assertThat(written.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("written");
  }
}
