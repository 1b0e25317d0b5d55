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
 * Reads the PEM files of backends again every few seconds, and logs what changed. It reads on a
 * worker thread, and goes by content: the time of a file's change says little when a link to it was
 * changed instead. Thread-safe.
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

  /** Goes on until it is stopped or the {@code Vertx} is closed. */
  static TlsWatch start(Vertx vertx, TlsSettings tls, Clock clock) {
    TlsWatch watch = new TlsWatch(vertx, tls, clock);
    if (!watch.backends.isEmpty()) {
      watch.lookLater();
    }
    return watch;
  }

  /** From now on nothing is read; a look under way ends. */
  void stop() {
    stopped = true;
  }

  private void lookLater() {
    Clock.Timer _ = clock.after(PERIOD.toNanos(), this::look);
  }

  private void look() {
    if (stopped) {
      return;
    }
    vertx
        .executeBlocking(
            () -> {
              backends.forEach(TlsWatch::look);
              return true;
            },
            false)
        .onFailure(bug -> LOG.error("The certificates of backends cannot be read again", bug))
        .onComplete(_ -> lookLater());
  }

  private static void look(BackendTls backend) {
    switch (backend.look()) {
      case Change.None() -> {}
      case Change.Read() ->
          LOG.info("Backend {}: certificates read again, for new connections", backend.backend());
      case Change.Refused(String problem) ->
          LOG.warn("Backend {}: certificates stay as they were: {}", backend.backend(), problem);
    }
  }
}
