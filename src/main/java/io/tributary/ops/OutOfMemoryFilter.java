package io.tributary.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/** Ends the process when memory has run out, and someone logs that and would go on. Thread-safe. */
final class OutOfMemoryFilter extends TurboFilter {
  private final Consumer<Throwable> endProcessIfCauseOf;

  OutOfMemoryFilter(Consumer<Throwable> endProcessIfCauseOf) {
    this.endProcessIfCauseOf = endProcessIfCauseOf;
  }

  @Override
  public FilterReply decide(
      @Nullable Marker marker,
      Logger logger,
      Level level,
      @Nullable String format,
      Object @Nullable [] parameters,
      @Nullable Throwable cause) {
    if (cause != null) {
      endProcessIfCauseOf.accept(cause);
    } else if (parameters != null
        && parameters.length > 0
        && parameters[parameters.length - 1] instanceof Throwable last) {
      endProcessIfCauseOf.accept(last); // Logback takes it for the cause, but later
    }
    return FilterReply.NEUTRAL;
  }
}
