package io.tributary.app;

import io.tributary.config.yaml.Fingerprint;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads the configuration when one of its files has changed. Reads the files every second on a
 * worker, because only contents tell of every change: the symbolic links of Kubernetes, a renamed
 * file. Contents that two readings agree on are loaded, so a file that is being written is not.
 * Thread-safe.
 */
final class ConfigWatch {
  static final Duration PERIOD = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(ConfigWatch.class);

  private final Vertx vertx;
  private final Reloader reloader;
  private final Clock clock;
  private volatile Optional<Fingerprint> seen = Optional.empty();
  private volatile Clock.Timer next = () -> {};
  private volatile boolean stopped;

  private ConfigWatch(Vertx vertx, Reloader reloader, Clock clock) {
    this.vertx = vertx;
    this.reloader = reloader;
    this.clock = clock;
  }

  /** Starts watching. It ends with {@link #stop} or when the {@code Vertx} is closed. */
  static ConfigWatch start(Vertx vertx, Reloader reloader, Clock clock) {
    ConfigWatch watch = new ConfigWatch(vertx, reloader, clock);
    watch.schedule();
    return watch;
  }

  /** Stops watching. */
  void stop() {
    stopped = true;
    next.cancel();
  }

  private void schedule() {
    if (!stopped) {
      next = clock.after(PERIOD.toNanos(), this::check);
    }
  }

  private void check() {
    Fingerprint attempted = reloader.attempted();
    vertx
        .executeBlocking(attempted::now, false)
        .compose(now -> look(attempted, now))
        .onFailure(bug -> LOG.error("Cannot watch the configuration", bug))
        .onComplete(_ -> schedule());
  }

  private Future<?> look(Fingerprint attempted, Fingerprint now) {
    boolean changed = !now.equals(attempted);
    boolean calm = seen.equals(Optional.of(now));
    seen = changed && !calm ? Optional.of(now) : Optional.empty();
    return changed && calm ? reloader.reload(ReloadReason.FILE) : Future.succeededFuture();
  }
}
