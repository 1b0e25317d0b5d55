package io.tributary.config.read;

import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.config.yaml.MessageText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the whole file, top to bottom, and checks what concerns more than one of its entries. */
final class ConfigReader {
  private static final Duration NONE = Duration.ZERO;

  /** Parts end 30 ms before the deadline at least: below it there would be no time for them. */
  private static final Duration LEAST_DEADLINE = Duration.ofMillis(50);

  private ConfigReader() {}

  /** The configuration; of no use if problems were reported on the way. */
  static Optional<Config> read(ConfigValue file) {
    return file.section().map(ConfigReader::read);
  }

  private static Config read(ObjectReader file) {
    Optional<ConfigValue> written = file.optional("deadline");
    Optional<Duration> deadline = written.flatMap(v -> v.duration(LEAST_DEADLINE));
    // A deadline that cannot be read must not make every timeout look too long.
    Duration atMost =
        deadline.orElse(written.isPresent() ? ConfigValue.LONGEST : Duration.ofSeconds(2));
    List<BackendConfig> backends = backends(file.required("backends"), atMost);
    Map<String, BackendConfig> byName = new LinkedHashMap<>();
    backends.forEach(backend -> byName.put(backend.name(), backend));
    AggregateReader aggregateReader = new AggregateReader(new PartReader(byName, atMost));
    Config config =
        new Config(
            ServerReader.server(file.section("server")),
            ServerReader.management(file.section("management")),
            atMost,
            shutdown(file.section("shutdown")),
            transforms(file.section("transforms")),
            backends,
            aggregates(file.required("aggregates"), aggregateReader));
    file.finish();
    if (ServerReader.collide(config.server(), config.management())) {
      file.problem("management", "the port " + config.server().port() + " is the server's as well");
    }
    return config;
  }

  private static Config.Shutdown shutdown(ObjectReader section) {
    Config.Shutdown shutdown =
        new Config.Shutdown(
            section.optional("linger").flatMap(v -> v.duration(NONE)).orElse(Duration.ofSeconds(5)),
            section
                .optional("drain")
                .flatMap(v -> v.duration(NONE))
                .orElse(Duration.ofSeconds(30)));
    section.finish();
    return shutdown;
  }

  private static Config.Transforms transforms(ObjectReader section) {
    Config.Transforms transforms =
        new Config.Transforms(
            section
                .optional("workers")
                .flatMap(v -> v.whole(1, 1024))
                .orElseGet(() -> Runtime.getRuntime().availableProcessors()),
            section.optional("queue").flatMap(v -> v.whole(1, 100_000)).orElse(64));
    section.finish();
    return transforms;
  }

  private static List<BackendConfig> backends(Optional<ConfigValue> value, Duration deadline) {
    List<BackendConfig> backends = new ArrayList<>();
    BackendReader reader = new BackendReader(deadline);
    entries(value, "there must be at least one backend")
        .forEach(member -> backends.add(reader.read(member)));
    return backends;
  }

  private static List<AggregateConfig> aggregates(
      Optional<ConfigValue> value, AggregateReader reader) {
    List<AggregateConfig> aggregates = new ArrayList<>();
    Map<String, String> shapes = new HashMap<>();
    for (ConfigValue.Member member : entries(value, "there must be at least one aggregate")) {
      aggregates.add(reader.read(member));
      Optional.ofNullable(shapes.putIfAbsent(RoutePath.shape(member.key()), member.key()))
          .ifPresent(
              other ->
                  member
                      .value()
                      .problem(
                          "answers the same requests as "
                              + MessageText.plain(other)
                              + ": only the names of parameters differ"));
    }
    return aggregates;
  }

  private static List<ConfigValue.Member> entries(Optional<ConfigValue> value, String whenEmpty) {
    Optional<List<ConfigValue.Member>> members = value.flatMap(ConfigValue::members);
    if (members.isPresent() && members.get().isEmpty()) {
      value.orElseThrow().problem(whenEmpty);
    }
    return members.orElseGet(List::of);
  }
}
