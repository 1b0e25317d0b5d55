package io.tributary.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import io.tributary.scope.OutOfMemory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Ends the process when a library logs that memory has run out and would go on. Thread-safe. */
final class OutOfMemoryFilter extends TurboFilter {
  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable cause) {
    if (cause != null) {
      OutOfMemory.endProcessIfCauseOf(cause);
    }
    return FilterReply.NEUTRAL;
  }
}
