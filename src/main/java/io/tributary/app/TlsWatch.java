package io.tributary.app;

import io.tributary.backend.tls.BackendTls;
import io.tributary.scope.Clock;
import io.tributary.tls.Change;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reloads PEM files every five seconds and logs changes. Reads on a worker thread. Compares
 * contents instead of modification times, because a symbolic link can change while its target keeps
 * its time. Thread-safe.
 */
final class TlsWatch {
  static final Duration PERIOD = Duration.ofSeconds(5);

  private static final Logger LOG = LoggerFactory.getLogger(TlsWatch.class);

  /**
   * A certificate that is followed.
   *
   * @param name the owner of the files, for the log
   * @param reload reads the files; may block
   * @param use applies what was read; called on an event loop
   */
  record Watched(String name, Supplier<Change> reload, Supplier<Future<Void>> use) {
    static Watched of(BackendTls backend) {
      return new Watched("Backend " + backend.backend(), backend::reload, Future::succeededFuture);
    }
  }

  private final Vertx vertx;
  private final List<Watched> watched;
  private final Clock clock;
  private volatile boolean stopped;
  private volatile Clock.Timer next = () -> {};

  private TlsWatch(Vertx vertx, List<Watched> watched, Clock clock) {
    this.vertx = vertx;
    this.watched = watched;
    this.clock = clock;
  }

  /** Starts watching. It ends with {@link #stop} or when the {@code Vertx} is closed. */
  static TlsWatch start(Vertx vertx, List<Watched> watched, Clock clock) {
    TlsWatch watch = new TlsWatch(vertx, watched, clock);
    if (!watched.isEmpty()) {
      watch.scheduleCheck();
    }
    return watch;
  }

  /** Stops watching. A check in progress runs to its end. */
  void stop() {
    stopped = true;
    next.cancel();
  }

  private void scheduleCheck() {
    next = clock.after(PERIOD.toNanos(), this::check);
    if (stopped) {
      next.cancel();
    }
  }

  private void check() {
    if (stopped) {
      return;
    }
    Future<?> checked = Future.succeededFuture();
    for (Watched one : watched) {
      checked = checked.compose(_ -> check(one));
    }
    checked
        .onFailure(bug -> LOG.error("Cannot check certificates", bug))
        .onComplete(_ -> scheduleCheck());
  }

  private Future<Void> check(Watched one) {
    return vertx
        .executeBlocking(one.reload()::get, false)
        .compose(
            change ->
                switch (change) {
                  case Change.None() -> Future.succeededFuture();
                  case Change.Read() ->
                      one.use()
                          .get()
                          .onSuccess(
                              _ ->
                                  LOG.info(
                                      "{}: certificates reloaded, new connections use them",
                                      one.name()))
                          .recover(cause -> refused(one, String.valueOf(cause.getMessage())));
                  case Change.Refused(String problem) -> refused(one, problem);
                });
  }

  private static Future<Void> refused(Watched one, String problem) {
    LOG.warn(
        "{}: certificates not reloaded, the previous ones stay in use: {}", one.name(), problem);
    return Future.succeededFuture();
  }
}
