package io.tributary.support;

import io.tributary.config.Config;
import io.tributary.console.ConsoleSources;
import io.tributary.ops.ConfigStatus;
import io.tributary.ops.SettingChange;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A service with a configuration, as the console sees it. A test can reload it. Thread-safe. */
public final class FakeSources implements ConsoleSources {
  private final Supplier<Config> config;
  private volatile ConfigStatus status;
  private volatile String readiness = "ready";

  /** A service whose configuration has been reloaded twice. */
  public FakeSources(Supplier<Config> config) {
    this.config = config;
    this.status = generation(3);
  }

  private static ConfigStatus generation(long number) {
    return new ConfigStatus(
        Path.of("config/tributary.yaml"),
        Instant.ofEpochSecond(1_764_213_000),
        number,
        "server: { port: 8080 }\n",
        List.of(new SettingChange("deadline", Optional.empty(), Optional.of("1s"))),
        List.of("server.port"),
        Optional.of(new ConfigStatus.Refusal(Instant.EPOCH, List.of("line 7: no"))));
  }

  /** The next generation is in force, with the same configuration. */
  public void reload() {
    status = generation(status.generation() + 1);
  }

  /** What it says of its readiness from now on. */
  public void readiness(String text) {
    readiness = text;
  }

  @Override
  public Now now() {
    return new Now(true, readiness, 2, 350, 1000, 7, 10_000, 1234, 67_108_864);
  }

  @Override
  public long generation() {
    return status.generation();
  }

  @Override
  public Config config() {
    return config.get();
  }

  @Override
  public ConfigStatus status() {
    return status;
  }

  @Override
  public int callsTo(String backend) {
    return 1;
  }

  @Override
  public boolean ask() {
    return true;
  }

  @Override
  public Optional<String> traceLink() {
    return Optional.of("https://tempo.example/trace/{traceId}");
  }
}
