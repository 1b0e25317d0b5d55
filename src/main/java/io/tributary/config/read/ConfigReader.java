package io.tributary.config.read;

import static java.util.stream.Collectors.toSet;

import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.config.TransportType;
import io.tributary.config.yaml.MessageText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the whole file, and checks the rules that concern more than one entry. */
final class ConfigReader {
  private static final Duration NONE = Duration.ZERO;

  /** Parts end at least 30 ms before the deadline, so a shorter one leaves them no time. */
  private static final Duration LEAST_DEADLINE = Duration.ofMillis(50);

  /** Keys that hold values with anchors and mean nothing themselves. */
  private static final String FOR_ANCHORS = "x-";

  private static final int SPARES_PER_WORKER = 3;
  private static final String OPENAPI = "/openapi.json";

  private ConfigReader() {}

  /** The configuration. It must not be used if problems were reported. */
  static Optional<Config> read(ConfigValue file) {
    return file.section().map(ConfigReader::read);
  }

  private static Config read(ObjectReader file) {
    Optional<ConfigValue> written = file.optional("deadline");
    Optional<Duration> deadline = written.flatMap(v -> v.duration(LEAST_DEADLINE));
    // An unreadable deadline must not make every timeout look too long.
    Duration atMost =
        deadline.orElse(written.isPresent() ? ConfigValue.LONGEST : Duration.ofSeconds(2));
    List<BackendConfig> backends = new ArrayList<>();
    Map<String, Duration> timeouts = backends(file.required("backends"), atMost, backends);
    AggregateReader aggregateReader =
        new AggregateReader(new PartReader(timeouts, atMost, lean(backends)));
    ObjectReader server = file.section("server");
    Config.Management management = ManagementReader.read(file.section("management"));
    Config config =
        new Config(
            ServerReader.server(server, management.maxConnections()),
            management,
            atMost,
            shutdown(file.section("shutdown")),
            transforms(file.section("transforms")),
            TracingReader.read(file.section("tracing")),
            LogReader.log(file.section("log")),
            backends,
            aggregates(file.required("aggregates"), aggregateReader));
    file.ignore(FOR_ANCHORS);
    file.finish();
    if (ServerReader.collide(config.server(), config.management())) {
      file.problem(
          "management", "the public server already uses the port " + config.server().port());
    }
    if (config.server().openapi()
        && config.aggregates().stream().anyMatch(one -> one.path().equals(OPENAPI))) {
      file.problem("aggregates", "has " + OPENAPI + ", where server.openapi serves its document");
    }
    return config;
  }

  private static Set<String> lean(List<BackendConfig> backends) {
    return backends.stream()
        .filter(backend -> backend.transport() == TransportType.LEAN)
        .map(BackendConfig::name)
        .collect(toSet());
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
    int workers =
        section
            .optional("workers")
            .flatMap(v -> v.whole(1, 1024))
            .orElseGet(() -> Runtime.getRuntime().availableProcessors());
    Config.Transforms transforms =
        new Config.Transforms(
            workers,
            section
                .optional("spares")
                .flatMap(v -> v.whole(0, 4096))
                .orElse(SPARES_PER_WORKER * workers),
            section.optional("queue").flatMap(v -> v.whole(1, 100_000)).orElse(64),
            size(section, "maxInput", 16),
            size(section, "maxOutput", 16),
            size(section, "maxAllocation", 256));
    section.finish();
    return transforms;
  }

  private static int size(ObjectReader section, String key, int mebibytes) {
    return section.optional(key).flatMap(v -> v.size(1 << 10, 1 << 30)).orElse(mebibytes << 20);
  }

  /** Adds the backends, and returns the timeouts of all of them, readable or not, by name. */
  private static Map<String, Duration> backends(
      Optional<ConfigValue> value, Duration deadline, List<BackendConfig> backends) {
    Map<String, Duration> timeouts = new LinkedHashMap<>();
    BackendReader reader = new BackendReader(deadline);
    for (ConfigValue.Member member : entries(value, "there must be at least one backend")) {
      Optional<BackendConfig> backend = reader.read(member);
      backend.ifPresent(backends::add);
      timeouts.put(member.key(), backend.map(BackendConfig::timeout).orElse(deadline));
    }
    return timeouts;
  }

  private static List<AggregateConfig> aggregates(
      Optional<ConfigValue> value, AggregateReader reader) {
    List<AggregateConfig> aggregates = new ArrayList<>();
    Map<String, String> shapes = new HashMap<>();
    for (ConfigValue.Member member : entries(value, "there must be at least one aggregate")) {
      reader.read(member).ifPresent(aggregates::add);
      Optional.ofNullable(shapes.putIfAbsent(RoutePath.shape(member.key()), member.key()))
          .ifPresent(
              other ->
                  member
                      .value()
                      .problem(
                          "matches the same requests as "
                              + MessageText.plain(other)
                              + ": only the names of the parameters differ"));
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
