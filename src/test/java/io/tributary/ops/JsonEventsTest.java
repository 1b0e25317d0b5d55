package io.tributary.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonEventsTest {
  private final Logger logger = new LoggerContext().getLogger("io.tributary.app.BackendHealth");
  private final EventLines encoder = new EventLines(JsonEvents::append);

  private String encoded(@Nullable Throwable thrown, String message, Object... arguments) {
    encoder.setContext(logger.getLoggerContext());
    encoder.start();
    LoggingEvent event = new LoggingEvent("caller", logger, Level.WARN, message, thrown, arguments);
    event.setInstant(Instant.parse("2026-11-27T03:38:53.123Z"));
    return new String(encoder.encode(event), UTF_8);
  }

  private static JsonNode parsed(String line) throws IOException {
    return new ObjectMapper().readTree(line);
  }

  @Test
  void anEventIsOneObjectOnOneLine() {
    assertThat(encoded(null, "Backend {} fails", "users"))
        .isEqualTo(
            "{\"time\":\"2026-11-27T03:38:53.123Z\",\"level\":\"WARN\",\"logger\":\"BackendHealth\","
                + "\"message\":\"Backend users fails\"}\n");
  }

  @Test
  void textCannotEndTheLineOrTheObject() throws IOException {
    String line = encoded(null, "{}", "a\"}\n{\u0000");
    assertThat(line).containsOnlyOnce("\n");
    assertThat(parsed(line).get("message").textValue()).isEqualTo("a\"}\n{\u0000");
  }

  @Test
  void aStackTraceIsShortened() throws IOException {
    String line = encoded(deep(100), "it failed");
    assertThat(line).containsOnlyOnce("\n");
    assertThat(parsed(line).get("error").textValue())
        .startsWith("java.lang.IllegalStateException: deep")
        .contains("JsonEventsTest.deep")
        .satisfies(text -> assertThat(text.lines().count()).isLessThan(25));
  }

  private static Exception deep(int frames) {
    return frames == 0 ? new IllegalStateException("deep") : deep(frames - 1);
  }
}
