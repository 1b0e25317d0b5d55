package io.tributary.app;

import io.tributary.backend.tls.BackendTls;
import io.tributary.backend.tls.Change;
import io.tributary.backend.tls.TlsSettings;
import io.tributary.scope.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads the backends' PEM files every five seconds and logs changes. Reads on a worker thread.
 * Compares contents instead of modification times, because a symbolic link can change while its
 * target keeps its time. Thread-safe.
 */
final class TlsWatch {
  static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

  private final Vertx vertx;
  private final List<BackendTls> backends;
  private final Clock clock;
  private volatile boolean stopped;

  private TlsWatch(Vertx vertx, TlsSettings tls, Clock clock) {
    this.vertx = vertx;
    this.backends = tls.withFiles();
    this.clock = clock;
  }

  /** Starts watching. It ends with {@link #stop} or when the {@code Vertx} is closed. */
  static TlsWatch start(Vertx vertx, TlsSettings tls, Clock clock) {
    TlsWatch watch = new TlsWatch(vertx, tls, clock);
    if (!watch.backends.isEmpty()) {
      watch.scheduleCheck();
    }
    return watch;
  }

  /** Stops watching. A check in progress runs to its end. */
  void stop() {
    stopped = true;
  }

  private void scheduleCheck() {
    Clock.Timer _ = clock.after(PERIOD.toNanos(), this::check);
  }

  private void check() {
    if (stopped) {
      return;
    }
    vertx
        .executeBlocking(
            () -> {
              backends.forEach(TlsWatch::check);
              return true;
            },
            false)
        .onFailure(bug -> LOG.error("Cannot check the certificates of backends", bug))
        .onComplete(_ -> scheduleCheck());
  }

  private static void check(BackendTls backend) {
    switch (backend.reload()) {
      case Change.None() -> {}
      case Change.Read() ->
          LOG.info(
              "Backend {}: certificates reloaded, new connections use them", backend.backend());
      case Change.Refused(String problem) ->
          LOG.warn(
              "Backend {}: certificates not reloaded, the previous ones stay in use: {}",
              backend.backend(),
              problem);
    }
  }
}
