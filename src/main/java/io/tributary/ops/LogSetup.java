package io.tributary.ops;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import io.tributary.config.LogFormat;
import io.tributary.scope.OutOfMemory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Configures the log: one line per event on standard output, with control characters replaced and
 * stack traces shortened, behind {@link LogLimit}. A thread of its own writes, so that an output
 * that blocks, such as a pipe that nobody reads, blocks nothing else. What does not fit in its
 * queue is left out and counted. Logback finds this class by its service loader. It is code because
 * reading the same from XML takes a tenth of the start time. {@code -Dlogback.configurationFile}
 * replaces it.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /**
   * Vert.x registers the same gauge for each server on a port, and Micrometer logs a needless
   * warning.
   */
  private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

  /**
   * Vert.x warns, without a name, of each client connection that is closed right after it opened.
   */
  private static final String CONNECTION = "io.vertx.core.http.impl.HttpClientConnectionInternal";

  /**
   * Vert.x logs each violation of HTTP/2 by a client until it has sent its first settings. Clients
   * can cause any number.
   */
  private static final String HANDSHAKE = "io.vertx.core.net.impl.ConnectionBase";

  private static final int QUEUED_EVENTS = 1000;

  /** So long the last events may take to be written. They take as long only if stdout blocks. */
  private static final int FLUSH_MILLIS = 2000;

  /** Logback itself may not be asked while another thread still configures it. */
  private static final AtomicReference<@Nullable Runnable> CLOSING = new AtomicReference<>();

  private static final AtomicReference<@Nullable Runnable> TO_JSON = new AtomicReference<>();

  /** Called by Logback. */
  public LogSetup() {}

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    ConsoleAppender<ILoggingEvent> stdout = new ConsoleAppender<>();
    stdout.setContext(context);
    stdout.setEncoder(started(TextEvents::append, context));
    stdout.start();
    AsyncAppender queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUED_EVENTS);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(FLUSH_MILLIS);
    LogLimit limit = limit(context, () -> queue.getRemainingCapacity() == 0);
    queue.addFilter(limit);
    queue.addAppender(stdout);
    queue.start();
    OutOfMemoryFilter outOfMemory = new OutOfMemoryFilter(OutOfMemory::endProcessIfCauseOf);
    outOfMemory.setContext(context);
    outOfMemory.start();
    context.addTurboFilter(outOfMemory);
    context.getLogger(REGISTRY).setLevel(Level.ERROR);
    context.getLogger(CONNECTION).setLevel(Level.ERROR);
    context.getLogger(HANDSHAKE).setLevel(Level.OFF);
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.INFO);
    root.addAppender(queue);
    TO_JSON.set(() -> stdout.setEncoder(started(JsonEvents::append, context)));
    CLOSING.set(
        () -> {
          limit.report();
          queue.stop();
        });
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static EventLines started(EventLines.Format format, LoggerContext context) {
    EventLines encoder = new EventLines(format);
    encoder.setContext(context);
    encoder.start();
    return encoder;
  }

  private static LogLimit limit(LoggerContext context, BooleanSupplier full) {
    LogLimit limit =
        new LogLimit(
            System::nanoTime,
            full,
            report -> {
              var _ = context.getScheduledExecutorService().schedule(report, 1, TimeUnit.SECONDS);
            });
    limit.setContext(context);
    limit.start();
    return limit;
  }

  /** Writes events in this form from now on. Text is the form until then. */
  public static void use(LogFormat format) {
    Runnable toJson = TO_JSON.get();
    if (format == LogFormat.JSON && toJson != null) {
      toJson.run();
    }
  }

  /**
   * Logs what the limit has left out, and writes what is queued, for at most {@value #FLUSH_MILLIS}
   * ms. Call it before the process ends. Does nothing while the log is not configured.
   */
  public static void close() {
    Runnable close = CLOSING.get();
    if (close != null) {
      close.run();
    }
  }
}
