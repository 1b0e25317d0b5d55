package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import io.tributary.config.yaml.Fingerprint;
import io.tributary.config.yaml.SourceFiles;
import io.tributary.ops.ConfigStatus;
import io.tributary.ops.SettingChange;
import io.tributary.tls.TlsFileException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the configuration again while the service runs. One reload runs at a time, and those who
 * ask meanwhile share the next one. Thread-safe.
 */
final class Reloader {
  private static final Logger LOG = LoggerFactory.getLogger(Reloader.class);
  private static final String JAVA_TRANSFORM = "java:";

  private final Vertx vertx;
  private final ConfigFile file;
  private final Generations generations;
  private final GenerationObserver observer;
  private final InstantSource time;
  private final Config started;
  private volatile Fingerprint attempted;
  private volatile ConfigStatus status;
  private boolean running;
  private boolean stopped;
  private @Nullable Asked waiting;

  private record Asked(ReloadReason reason, Promise<Reloaded> result) {}

  /** Creates it for the first generation. */
  Reloader(
      Vertx vertx,
      ConfigFile file,
      Generations generations,
      GenerationObserver observer,
      InstantSource time) {
    Generation first = generations.current();
    this.vertx = vertx;
    this.file = file;
    this.generations = generations;
    this.observer = observer;
    this.time = time;
    this.started = first.loaded().config();
    this.attempted = first.loaded().sources();
    this.status = status(first, List.of(), List.of());
  }

  /** The content of the files when they were last loaded, successfully or not. */
  Fingerprint attempted() {
    return attempted;
  }

  /** What is in force, and how the last reload ended. */
  ConfigStatus status() {
    return status;
  }

  /** Loads the configuration again. The future never fails and settles on any thread. */
  synchronized Future<Reloaded> reload(ReloadReason reason) {
    if (running) {
      if (waiting == null) {
        waiting = new Asked(reason, Promise.promise());
      }
      return waiting.result().future();
    }
    Asked asked = new Asked(reason, Promise.promise());
    start(asked);
    return asked.result().future();
  }

  /** Refuses every reload from now on. */
  synchronized void stop() {
    stopped = true;
  }

  private void start(Asked asked) {
    running = true;
    (stopped ? stopping() : attempt())
        .otherwise(this::refused)
        .onSuccess(
            result -> {
              report(asked.reason(), result);
              next();
              asked.result().complete(result);
            });
  }

  private synchronized void next() {
    Asked following = waiting;
    waiting = null;
    running = false;
    if (following != null) {
      start(following);
    }
  }

  private Future<Reloaded> attempt() {
    return vertx.executeBlocking(this::load, false).compose(this::apply);
  }

  private LoadedConfig load() throws ConfigException {
    SourceFiles files = new SourceFiles();
    try {
      return file.load(files);
    } finally {
      attempted = files.fingerprint();
    }
  }

  private Future<Reloaded> apply(LoadedConfig next) {
    Generation old = generations.current();
    List<String> restart = RestartSettings.changed(started, next.config());
    if (next.sources().equals(old.loaded().sources()) && !usesJars(next)) {
      status = status.withoutRefusal();
      return Future.succeededFuture(new Reloaded.Unchanged(old.number(), restart));
    }
    return generations
        .replace(next)
        .map(
            generation -> {
              List<SettingChange> changes = Changes.between(file.path(), old.loaded(), next);
              status = status(generation, changes, restart);
              return new Reloaded.Applied(generation.number(), changes, restart);
            });
  }

  /** Jars are not among the files that are compared. */
  private static boolean usesJars(LoadedConfig loaded) {
    return loaded.transforms().keySet().stream().anyMatch(name -> name.startsWith(JAVA_TRANSFORM));
  }

  private Future<Reloaded> stopping() {
    return Future.failedFuture(new RejectedExecutionException());
  }

  private Reloaded refused(Throwable cause) {
    List<String> problems =
        switch (cause) {
          case ConfigException wrong -> wrong.problems().stream().map(Problem::toString).toList();
          case TlsFileException unreadable -> List.of(unreadable.problem());
          case RejectedExecutionException _ -> List.of("the service is stopping");
          default -> {
            LOG.error("The configuration cannot be reloaded", cause);
            yield List.of("an internal error");
          }
        };
    status = status.refused(time.instant(), problems);
    return new Reloaded.Refused(problems);
  }

  private void report(ReloadReason reason, Reloaded result) {
    observer.reloaded(result);
    ReloadLog.write(LOG, reason, generations.current().number(), result);
  }

  private ConfigStatus status(
      Generation generation, List<SettingChange> changes, List<String> restart) {
    return new ConfigStatus(
        file.path(),
        time.instant(),
        generation.number(),
        generation.loaded().settings().text(),
        changes,
        restart,
        Optional.empty());
  }
}
