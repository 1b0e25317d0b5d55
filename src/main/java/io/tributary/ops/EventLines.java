package io.tributary.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import java.util.List;

/**
 * Encodes events in one format, with shortened stack traces. Thread-safe as appenders use it.
 * Logback's patterns can express the text too, but loading them takes a twentieth of the start
 * time.
 */
final class EventLines extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final ThrowableProxyConverter stackTraces = new ThrowableProxyConverter();
  private final Format format;

  /** How an event is written. Stateless. */
  @FunctionalInterface
  interface Format {
    /**
     * Appends an event with the end of its last line.
     *
     * @param logger the last part of the logger's name
     * @param stackTrace lines that each end with a line break; empty if there is no exception
     */
    void append(StringBuilder lines, ILoggingEvent event, String logger, String stackTrace);
  }

  EventLines(Format format) {
    this.format = format;
  }

  @Override
  public void start() {
    stackTraces.setContext(getContext());
    stackTraces.setOptionList(List.of(Integer.toString(LogLines.MAX_FRAMES)));
    stackTraces.start();
    super.start();
  }

  @Override
  public byte[] headerBytes() {
    return NOTHING;
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    StringBuilder lines = new StringBuilder(256);
    String name = event.getLoggerName();
    String logger = name.substring(name.lastIndexOf('.') + 1);
    format.append(lines, event, logger, stackTraces.convert(event));
    return lines.toString().getBytes(UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
