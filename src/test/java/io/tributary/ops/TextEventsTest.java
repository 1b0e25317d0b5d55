package io.tributary.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TextEventsTest {
  private static final Instant TIME = Instant.parse("2026-11-27T03:38:53.123Z");

  private final Logger logger = new LoggerContext().getLogger("io.tributary.app.BackendHealth");
  private final EventLines encoder = new EventLines(TextEvents::append);

  private String encoded(Level level, @Nullable Throwable thrown, String message) {
    encoder.setContext(logger.getLoggerContext());
    encoder.start();
    LoggingEvent event = new LoggingEvent("caller", logger, level, message, thrown, new Object[0]);
    event.setInstant(TIME);
    return new String(encoder.encode(event), UTF_8);
  }

  @Test
  void anEventIsOneLine() {
    String line = encoded(Level.WARN, null, "Backend users fails");
    assertThat(line).endsWith(" WARN  BackendHealth - Backend users fails\n");
    String time = line.substring(0, line.indexOf(' '));
    assertThat(OffsetDateTime.parse(time).toInstant()).isEqualTo(TIME);
    assertThat(encoded(Level.ERROR, null, "")).endsWith(" ERROR BackendHealth - \n");
  }

  @Test
  void theMessageCannotEndTheLine() {
    assertThat(encoded(Level.INFO, null, "a\r\nb\tc\u001Bd\u007Fe\u0000é"))
        .endsWith(" - a??b?c?d?e?é\n")
        .containsOnlyOnce("\n");
  }

  @Test
  void aStackTraceFollowsAndIsShortened() {
    String lines = encoded(Level.ERROR, deep(100), "it failed");
    assertThat(lines)
        .contains(" - it failed\njava.lang.IllegalStateException: deep\n")
        .contains("TextEventsTest.deep")
        .endsWith("\n");
    assertThat(lines.lines().count()).isLessThan(25);
  }

  private static Exception deep(int frames) {
    return frames == 0 ? new IllegalStateException("deep") : deep(frames - 1);
  }
}
