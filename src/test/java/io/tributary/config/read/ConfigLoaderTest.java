package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import io.tributary.config.Config;
import io.tributary.config.PartConfig;
import io.tributary.config.StatusRange;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigLoaderTest {
  private static final String EVERYTHING =
      """
      server: { host: 127.0.0.1, port: 0, maxInFlight: 5 }
      management: { host: "::1", port: 0 }
      deadline: 1m
      shutdown: { linger: 0s, drain: 100ms }
      transforms: { workers: 3, queue: 7 }
      backends:
        b:
          url: HTTPS://Example.org:8443/base//
          timeout: 1500ms
          maxConcurrent: 9
          maxBody: 512KiB
          headers: { X-B: two words, x-a: "1" }
          breaker: { failures: 4, open: 10s }
      aggregates:
        /a/{id}:
          transform: java:join
          onPartial: 206
          cacheControl: max-age=5
          parts:
            one:
              backend: b
              path: "/one/{id}{?q*,r:3}"
              default: { "n": [1, ~, "x"] }
              timeout: 20s
              accept: [2xx, 404]
              forward: [Authorization, Cookie]
              headers: { X-C: "3" }
            two:
              backend: b
              path: "/two{?ids}"
              required: true
              with: { ids: .one.ids }
      """;

  @Test
  void readsEveryKey() {
    PartConfig one =
        new PartConfig(
            "one",
            "b",
            "/one/{id}{?q*,r:3}",
            false,
            Optional.of("{\"n\":[1,null,\"x\"]}"),
            Duration.ofSeconds(20),
            List.of(new StatusRange(200, 299), new StatusRange(404, 404)),
            List.of("Authorization", "Cookie"),
            Map.of("X-C", "3"),
            List.of(),
            List.of());
    PartConfig two =
        new PartConfig(
            "two",
            "b",
            "/two{?ids}",
            true,
            Optional.empty(),
            Duration.ofMillis(1500),
            List.of(new StatusRange(200, 299)),
            List.of(),
            Map.of(),
            List.of(new PartConfig.Derived("ids", ".one.ids")),
            List.of("one"));
    BackendConfig backend =
        new BackendConfig(
            "b",
            URI.create("https://Example.org:8443/base"),
            Duration.ofMillis(1500),
            9,
            512 * 1024,
            Map.of("X-B", "two words", "x-a", "1"),
            Optional.of(new BreakerConfig(4, Duration.ofSeconds(10))));
    assertThat(Loading.config(EVERYTHING))
        .isEqualTo(
            new Config(
                new Config.Server("127.0.0.1", 0, 5),
                new Config.Management("::1", 0),
                Duration.ofMinutes(1),
                new Config.Shutdown(Duration.ZERO, Duration.ofMillis(100)),
                new Config.Transforms(3, 7),
                List.of(backend),
                List.of(
                    new AggregateConfig(
                        "/a/{id}",
                        List.of(one, two),
                        Optional.of("java:join"),
                        206,
                        Optional.of("max-age=5")))));
  }

  @Test
  void keepsTheOrderOfTheFile() {
    Config config = Loading.config(EVERYTHING);
    assertThat(config.backends().getFirst().headers().keySet()).containsExactly("X-B", "x-a");
    assertThat(config.aggregates().getFirst().parts())
        .extracting(PartConfig::name)
        .containsExactly("one", "two");
  }

  @Test
  void fillsInTheDefaults() {
    Config config = Loading.config(Loading.valid().replace("deadline: 2s\n", ""));
    assertThat(config.server()).isEqualTo(new Config.Server("0.0.0.0", 8080, 1000));
    assertThat(config.management()).isEqualTo(new Config.Management("0.0.0.0", 9090));
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.shutdown())
        .isEqualTo(new Config.Shutdown(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(config.transforms())
        .isEqualTo(new Config.Transforms(Runtime.getRuntime().availableProcessors(), 64));
    assertThat(config.backends().getFirst())
        .isEqualTo(
            new BackendConfig(
                "users",
                URI.create("http://localhost:8081"),
                Duration.ofSeconds(2),
                256,
                1 << 20,
                Map.of(),
                Optional.empty()));
    AggregateConfig aggregate = config.aggregates().getFirst();
    assertThat(aggregate.onPartial()).isEqualTo(200);
    assertThat(aggregate.transform()).isEmpty();
    assertThat(aggregate.cacheControl()).isEmpty();
    PartConfig part = aggregate.parts().getFirst();
    assertThat(part.accept()).containsExactly(new StatusRange(200, 299));
    assertThat(part.required()).isFalse();
    assertThat(part.defaultJson()).isEmpty();
    assertThat(part.timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void givesABreakerItsDefaults() {
    Config config = Loading.config(Loading.withBackend("breaker: {}"));
    assertThat(config.backends().getFirst().breaker())
        .contains(new BreakerConfig(5, Duration.ofSeconds(5)));
  }

  @Test
  void givesAPartTheTimeoutOfItsBackend() {
    Config config = Loading.config(Loading.withBackend("timeout: 300ms"));
    assertThat(config.aggregates().getFirst().parts())
        .extracting(PartConfig::timeout)
        .containsExactly(Duration.ofMillis(300), Duration.ofSeconds(2));
  }
}
