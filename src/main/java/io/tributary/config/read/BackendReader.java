package io.tributary.config.read;

import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Reads one backend. What is wrong is reported and stands as a default in the record. */
final class BackendReader {
  private static final URI UNKNOWN = URI.create("http://unknown.invalid");
  private static final int MOST = 100_000;

  private final Duration deadline;

  BackendReader(Duration deadline) {
    this.deadline = deadline;
  }

  BackendConfig read(ConfigValue.Member entry) {
    Names.check(entry, "backend");
    return entry
        .value()
        .section()
        .map(section -> read(entry.key(), section))
        .orElseGet(
            () ->
                new BackendConfig(
                    entry.key(), UNKNOWN, deadline, 1, 1, Map.of(), Optional.empty()));
  }

  private BackendConfig read(String name, ObjectReader section) {
    BackendConfig backend =
        new BackendConfig(
            name,
            section.required("url").flatMap(BackendUrl::of).orElse(UNKNOWN),
            Timeouts.within(deadline, section.optional("timeout")).orElse(deadline),
            section.optional("maxConcurrent").flatMap(v -> v.whole(1, MOST)).orElse(256),
            section.optional("maxBody").flatMap(ConfigValue::size).orElse(1 << 20),
            HeaderRules.constants(section.optional("headers")),
            section.optional("breaker").flatMap(ConfigValue::section).map(BackendReader::breaker));
    section.finish();
    return backend;
  }

  private static BreakerConfig breaker(ObjectReader section) {
    BreakerConfig breaker =
        new BreakerConfig(
            section.optional("failures").flatMap(v -> v.whole(1, MOST)).orElse(5),
            section
                .optional("open")
                .flatMap(v -> v.duration(Duration.ofMillis(1)))
                .orElse(Duration.ofSeconds(5)));
    section.finish();
    return breaker;
  }
}
