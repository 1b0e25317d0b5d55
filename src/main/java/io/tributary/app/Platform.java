package io.tributary.app;

import io.tributary.metrics.Telemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the service runs on: event loops and a registry of metrics. It needs no configuration, so it
 * can start while the configuration is read. Thread-safe.
 */
public record Platform(Vertx vertx, Telemetry telemetry) {
  private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

  /** Vert.x reports an event loop that is busy for longer. */
  private static final long MAX_LOOP_MILLIS = 100;

  /** Starts an event loop for each processor, whose connections the telemetry reports. */
  public static Platform start(Telemetry telemetry) {
    Vertx vertx = telemetry.instrument(Vertx.builder(), options(loops())).build();
    vertx.exceptionHandler(bug -> LOG.error("Uncaught exception", bug));
    return new Platform(vertx, telemetry);
  }

  /** The number of event loops. */
  static int loops() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static VertxOptions options(int loops) {
    return RuntimeOptions.of(loops)
        .setMaxEventLoopExecuteTime(MAX_LOOP_MILLIS)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setBlockedThreadCheckInterval(MAX_LOOP_MILLIS)
        .setBlockedThreadCheckIntervalUnit(TimeUnit.MILLISECONDS);
  }

  /** Ends both. Completes with whether the event loops have closed in time. Never fails. */
  public Future<Boolean> close() {
    return VertxShutdown.of(vertx).onComplete(_ -> telemetry.close());
  }
}
