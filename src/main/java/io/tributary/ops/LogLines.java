package io.tributary.ops;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;

/** How many lines an event takes in the log. Stateless. */
final class LogLines {
  /** The frames that are written of each exception. */
  static final int MAX_FRAMES = 20;

  private LogLines() {}

  /** The lines of the message, which is written on one line, and of the stack traces. */
  static int of(ILoggingEvent event) {
    return 1 + of(event.getThrowableProxy());
  }

  private static int of(@Nullable IThrowableProxy thrown) {
    int lines = 0;
    for (IThrowableProxy one = thrown; one != null; one = one.getCause()) {
      lines += 1 + newLines(one.getMessage());
      lines += Math.min(MAX_FRAMES, one.getStackTraceElementProxyArray().length);
      for (IThrowableProxy suppressed : one.getSuppressed()) {
        lines += of(suppressed);
      }
    }
    return lines;
  }

  private static int newLines(@Nullable String message) {
    return message == null ? 0 : (int) message.chars().filter(c -> c == '\n').count();
  }
}
