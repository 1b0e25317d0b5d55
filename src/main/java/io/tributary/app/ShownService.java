package io.tributary.app;

import io.tributary.config.Config;
import io.tributary.console.ConsoleSources;
import io.tributary.http.PublicLimits;
import io.tributary.ops.ConfigStatus;
import io.tributary.ops.Readiness;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the console shows of the service: at first the configuration that it starts with, and all of
 * it once it runs. Thread-safe.
 */
final class ShownService implements ConsoleSources {
  private final ConfigFile file;
  private final LoadedConfig starting;
  private final Readiness readiness;
  private final Instant since;
  private volatile @Nullable Running running;
  private @Nullable ConfigStatus first;

  private record Running(Gateway gateway, Reloader reloader) {}

  /**
   * Creates it.
   *
   * @param since when the service began to start
   */
  ShownService(ConfigFile file, LoadedConfig starting, Readiness readiness, Instant since) {
    this.file = file;
    this.starting = starting;
    this.readiness = readiness;
    this.since = since;
  }

  /** The public port listens. */
  void runs(Gateway gateway, Reloader reloader) {
    running = new Running(gateway, reloader);
  }

  @Override
  public Now now() {
    Readiness.Probe probe = readiness.readyz();
    boolean ready = probe.status() == 200;
    Config.Server server = starting.config().server();
    Running now = running;
    if (now == null) {
      return new Now(
          ready,
          probe.text(),
          0,
          server.maxInFlight(),
          server.maxInFlight(),
          0,
          server.maxConnections(),
          0,
          server.maxBytesInFlight());
    }
    PublicLimits limits = now.gateway().limits();
    return new Now(
        ready,
        probe.text(),
        now.gateway().inFlight(),
        limits.admission().places(),
        server.maxInFlight(),
        limits.connections().open(),
        limits.connections().max(),
        limits.bytes().used(),
        server.maxBytesInFlight());
  }

  @Override
  public long generation() {
    Running now = running;
    return now == null ? 1 : now.gateway().generations().current().number();
  }

  @Override
  public Config config() {
    Running now = running;
    return now == null
        ? starting.config()
        : now.gateway().generations().current().loaded().config();
  }

  @Override
  public ConfigStatus status() {
    Running now = running;
    return now == null ? first() : now.reloader().status();
  }

  private synchronized ConfigStatus first() {
    if (first == null) {
      first =
          new ConfigStatus(
              file.path(),
              since,
              1,
              starting.settings().text(),
              List.of(),
              List.of(),
              Optional.empty());
    }
    return first;
  }

  @Override
  public int callsTo(String backend) {
    Running now = running;
    return now == null
        ? 0
        : now.gateway().generations().current().backends().stream()
            .filter(shared -> shared.config().name().equals(backend))
            .mapToInt(shared -> shared.pipeline().callsInProgress())
            .sum();
  }

  @Override
  public boolean ask() {
    return starting.config().management().console().ask();
  }

  @Override
  public Optional<String> traceLink() {
    return config().tracing().link();
  }
}
