package io.tributary.app;

import io.tributary.accesslog.AccessLog;
import io.tributary.config.Config;
import io.tributary.metrics.MicrometerMetrics;
import java.util.Optional;

/** Starts the access log, whose lost lines are counted and logged. Stateless. */
final class RequestLog {
  private RequestLog() {}

  /** The access log; empty if the configuration has none. */
  static Optional<AccessLog> of(Config.Server server, MicrometerMetrics metrics, LimitLog limits) {
    return server
        .accessLog()
        .map(
            log ->
                AccessLog.start(
                    log,
                    lines -> {
                      metrics.accessLogLeftOut(lines);
                      limits.accessLogLeftOut();
                    }));
  }
}
