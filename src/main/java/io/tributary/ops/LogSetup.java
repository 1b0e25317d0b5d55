package io.tributary.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * Configures the log: one line per event on standard output, with control characters replaced and
 * stack traces shortened, behind {@link LogLimit}. Logback finds this class by its service loader.
 * It is code because reading the same from XML takes a tenth of the start time. {@code
 * -Dlogback.configurationFile} replaces it.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  private static final String LINE =
      "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %logger{0} - %replace(%msg){'[\\p{Cntrl}]', '?'}%n%ex{"
          + LogLines.MAX_FRAMES
          + "}";

  /**
   * Vert.x registers the same gauge for each server on a port, and Micrometer logs a needless
   * warning.
   */
  private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

  /**
   * Vert.x warns, without a name, of each client connection that is closed right after it opened.
   */
  private static final String CONNECTION = "io.vertx.core.http.impl.HttpClientConnectionInternal";

  /** Called by Logback. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(LINE);
    encoder.start();
    ConsoleAppender<ILoggingEvent> stdout = new ConsoleAppender<>();
    stdout.setContext(context);
    stdout.setEncoder(encoder);
    stdout.addFilter(limit(context));
    stdout.start();
    OutOfMemoryFilter outOfMemory = new OutOfMemoryFilter();
    outOfMemory.setContext(context);
    outOfMemory.start();
    context.addTurboFilter(outOfMemory);
    context.getLogger(REGISTRY).setLevel(Level.ERROR);
    context.getLogger(CONNECTION).setLevel(Level.ERROR);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(stdout);
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static LogLimit limit(LoggerContext context) {
    LogLimit limit =
        new LogLimit(
            System::nanoTime,
            report -> {
              var _ = context.getScheduledExecutorService().schedule(report, 1, TimeUnit.SECONDS);
            });
    limit.setContext(context);
    limit.start();
    return limit;
  }

  /** Logs at once what the limit has left out. Call it before the process ends. */
  public static void reportLeftOut() {
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
      context
          .getLogger(Logger.ROOT_LOGGER_NAME)
          .iteratorForAppenders()
          .forEachRemaining(
              appender ->
                  appender.getCopyOfAttachedFiltersList().stream()
                      .filter(LogLimit.class::isInstance)
                      .map(LogLimit.class::cast)
                      .forEach(LogLimit::report));
    }
  }
}
