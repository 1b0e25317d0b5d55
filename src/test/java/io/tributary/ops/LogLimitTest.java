package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LogLimitTest {
  private static final long SECOND = 1_000_000_000L;

  private boolean full;
  private final AtomicLong now = new AtomicLong();
  private final List<Runnable> inASecond = new ArrayList<>();
  private final LogLimit limit = new LogLimit(now::get, () -> full, inASecond::add);
  private final LoggerContext context = new LoggerContext();
  private final ListAppender<ILoggingEvent> written = new ListAppender<>();
  private final Logger log = context.getLogger("test");

  @BeforeEach
  void limit() {
    log.setLevel(Level.INFO);
    limit.setContext(context);
    limit.start();
    written.setContext(context);
    written.addFilter(limit);
    written.start();
    context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(written);
  }

  private void aSecondPasses() {
    now.addAndGet(SECOND);
    List<Runnable> due = List.copyOf(inASecond);
    inASecond.clear();
    due.forEach(Runnable::run);
  }

  private List<String> lines() {
    return written.list.stream().map(e -> e.getLevel() + " " + e.getFormattedMessage()).toList();
  }

  private static Exception withFrames(int frames) {
    Exception thrown = new IllegalStateException("broken");
    StackTraceElement[] trace = new StackTraceElement[frames];
    Arrays.fill(trace, new StackTraceElement("A", "b", "A.java", 1));
    thrown.setStackTrace(trace);
    return thrown;
  }

  @Test
  @DisplayName("E2: what was left out is said though nothing is logged later")
  void writesFiftyLinesASecondAndSaysByItselfWhatWasLeftOut() {
    for (int i = 0; i < 1000; i++) {
      log.info("storm {}", i);
    }
    assertThat(written.list).hasSize(50);
    aSecondPasses();
    assertThat(lines()).hasSize(51).endsWith("WARN Left out of the log: 950 INFO (950 lines)");
    aSecondPasses();
    assertThat(lines()).hasSize(51);
  }

  @Test
  @DisplayName("fault 161: what finds no room is counted, and said when there is room again")
  void countsWhatFindsNoRoom() {
    full = true;
    log.info("lost");
    log.error("lost");
    aSecondPasses();
    assertThat(lines()).isEmpty();
    full = false;
    log.info("kept");
    aSecondPasses();
    assertThat(lines())
        .containsExactly(
            "INFO kept", "ERROR Left out of the log: 1 ERROR (1 lines), 1 INFO (1 lines)");
    aSecondPasses();
    assertThat(inASecond).isEmpty();
  }

  @Test
  @DisplayName("E2: a storm of other events displaces no error")
  void writesErrorsWhateverElseIsLogged() {
    for (int i = 0; i < 1000; i++) {
      log.warn("storm");
    }
    log.error("a bug", withFrames(15));
    assertThat(lines()).contains("ERROR a bug");
  }

  @Test
  @DisplayName("E2: lost errors are counted and said, by level")
  void neverDropsAnErrorSilently() {
    for (int i = 0; i < 300; i++) {
      log.error("bug {}", i);
    }
    for (int i = 0; i < 60; i++) {
      log.warn("storm");
    }
    assertThat(written.list).hasSize(250 + 50);
    aSecondPasses();
    assertThat(lines())
        .endsWith("ERROR Left out of the log: 50 ERROR (50 lines), 10 WARN (10 lines)");
  }

  @Test
  @DisplayName("E2: lines are counted, of which a stack trace has many")
  void countsTheLinesOfStackTraces() {
    for (int i = 0; i < 100; i++) {
      log.error("bug", withFrames(100)); // 1 + 1 + 20 lines, as the log shows at most 20 frames
    }
    assertThat(written.list).hasSize(12);
    aSecondPasses();
    assertThat(lines()).endsWith("ERROR Left out of the log: 88 ERROR (1936 lines)");
  }

  @Test
  @DisplayName("E2: causes, suppressed exceptions and line breaks are lines, too")
  void countsCausesAndSuppressedExceptions() {
    Exception thrown = new IllegalStateException("one\ntwo", withFrames(3));
    thrown.setStackTrace(new StackTraceElement[0]);
    thrown.addSuppressed(withFrames(4));
    for (int i = 0; i < 100; i++) {
      log.warn("bad", thrown); // 1 + 2 + (1 + 3) + (1 + 4)
    }
    assertThat(written.list).hasSize(5);
  }

  @Test
  void beginsAnewEachSecond() {
    for (int second = 0; second < 3; second++) {
      for (int i = 0; i < 60; i++) {
        log.info("storm");
      }
      aSecondPasses();
    }
    assertThat(lines()).filteredOn("INFO storm"::equals).hasSize(150);
    assertThat(lines()).filteredOn(line -> line.startsWith("WARN Left out")).hasSize(3);
  }

  @Test
  @DisplayName("E2: the end of the process reports at once")
  void reportsWhenItIsAsked() {
    for (int i = 0; i < 51; i++) {
      log.info("storm");
    }
    limit.report();
    assertThat(lines()).endsWith("WARN Left out of the log: 1 INFO (1 lines)");
    aSecondPasses();
    assertThat(lines()).hasSize(51);
  }

  @Test
  @DisplayName("E2: questions whether a level is on do not count")
  void questionsWhetherALevelIsOnDoNotCount() {
    for (int i = 0; i < 1000; i++) {
      assertThat(log.isErrorEnabled()).isTrue();
    }
    log.error("written");
    assertThat(lines()).containsExactly("ERROR written");
  }

  @Test
  void linesBelowTheLevelDoNotCount() {
    for (int i = 0; i < 1000; i++) {
      log.debug("not written");
    }
    log.info("written");
    assertThat(lines()).containsExactly("INFO written");
    assertThat(inASecond).isEmpty();
  }
}
