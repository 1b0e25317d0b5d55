package io.tributary.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import io.tributary.json.JsonText;
import java.util.List;

/**
 * Encodes an event as one JSON object on one line: {@code time}, {@code level}, {@code logger},
 * {@code message}, and {@code error} with a shortened stack trace if there is one. Thread-safe as
 * appenders use it.
 */
final class JsonEvents extends EncoderBase<ILoggingEvent> {
  private static final byte[] NOTHING = {};

  private final ThrowableProxyConverter stackTraces = new ThrowableProxyConverter();

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
    StringBuilder line = new StringBuilder(256);
    line.append("{\"time\":\"").append(event.getInstant()).append('"');
    add(line, "level", event.getLevel().toString());
    String logger = event.getLoggerName();
    add(line, "logger", logger.substring(logger.lastIndexOf('.') + 1));
    add(line, "message", event.getFormattedMessage());
    if (event.getThrowableProxy() != null) {
      add(line, "error", stackTraces.convert(event).stripTrailing());
    }
    return line.append("}\n").toString().getBytes(UTF_8);
  }

  private static void add(StringBuilder line, String name, String value) {
    line.append(",\"").append(name).append("\":");
    JsonText.append(line, value);
  }

  @Override
  public byte[] footerBytes() {
    return NOTHING;
  }
}
