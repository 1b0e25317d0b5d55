package io.tributary.app;

import io.tributary.accesslog.AccessLog;
import io.tributary.config.Config;
import io.tributary.http.ServerObserver;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.scope.Clock;
import io.tributary.tracing.Tracing;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What leaves the process about each request: its line in the access log, its spans. */
record RequestRecords(Optional<AccessLog> accessLog, Optional<Tracing> tracing) {

  /** Opens the access log if there is one. Counts and logs what is left out of both. */
  static RequestRecords start(
      Config.Server server, Optional<Tracing> tracing, MicrometerMetrics metrics, LimitLog limits) {
    metrics.watchDroppedSpans(() -> tracing.map(Tracing::dropped).orElse(0L));
    Optional<AccessLog> accessLog =
        server
            .accessLog()
            .map(
                log ->
                    AccessLog.start(
                        log,
                        lines -> {
                          metrics.accessLogLeftOut(lines);
                          limits.accessLogLeftOut();
                        }));
    return new RequestRecords(accessLog, tracing);
  }

  /** What makes them. */
  List<ServerObserver> observers() {
    List<ServerObserver> observers = new ArrayList<>();
    accessLog.ifPresent(observers::add);
    tracing.map(Tracing::observer).ifPresent(observers::add);
    return observers;
  }

  /** Exports the last spans. Takes a second at most. */
  Future<Void> exportSpans(Clock clock) {
    return tracing.map(running -> running.stop(clock)).orElseGet(Future::succeededFuture);
  }

  /** Writes the last lines. Blocks. */
  void closeLog() {
    accessLog.ifPresent(AccessLog::close);
  }
}
