package io.tributary.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.tributary.json.JsonText;

/**
 * Writes an event as one JSON object on one line: {@code time}, {@code level}, {@code logger},
 * {@code message}, and {@code error} with the stack trace if there is one. Stateless.
 */
final class JsonEvents {
  private JsonEvents() {}

  static void append(StringBuilder line, ILoggingEvent event, String logger, String stackTrace) {
    line.append("{\"time\":\"").append(event.getInstant()).append('"');
    add(line, "level", event.getLevel().toString());
    add(line, "logger", logger);
    add(line, "message", event.getFormattedMessage());
    if (!stackTrace.isEmpty()) {
      add(line, "error", stackTrace.stripTrailing());
    }
    line.append("}\n");
  }

  private static void add(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":");
    JsonText.append(line, value);
  }
}
