package io.tributary.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * Writes an event as one line of text: time, level, logger and message, in which {@code ?} replaces
 * control characters. The stack trace follows, if there is one. Stateless.
 */
final class TextEvents {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSXXX").withZone(ZoneId.systemDefault());
  private static final int LEVEL_WIDTH = 5;
  private static final char DELETE = 0x7F;

  private TextEvents() {}

  static void append(StringBuilder lines, ILoggingEvent event, String logger, String stackTrace) {
    TIME.formatTo(event.getInstant(), lines);
    String level = event.getLevel().toString();
    lines.append(' ').append(level).repeat(' ', Math.max(0, LEVEL_WIDTH - level.length()));
    lines.append(' ').append(logger).append(" - ");
    int message = lines.length();
    lines.append(event.getFormattedMessage());
    for (int i = message; i < lines.length(); i++) {
      if (lines.charAt(i) < ' ' || lines.charAt(i) == DELETE) {
        lines.setCharAt(i, '?');
      }
    }
    lines.append('\n').append(stackTrace);
  }
}
