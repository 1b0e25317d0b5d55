package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AcceptedStatuses;
import io.tributary.config.AggregateConfig;
import io.tributary.config.BackendConfig;
import io.tributary.config.BreakerConfig;
import io.tributary.config.Config;
import io.tributary.config.ForwardedHeaders;
import io.tributary.config.LogFormat;
import io.tributary.config.MachineLimits;
import io.tributary.config.NotFound;
import io.tributary.config.Origin;
import io.tributary.config.PartConfig;
import io.tributary.config.PathTemplate;
import io.tributary.config.Protocol;
import io.tributary.config.TransportType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  @Test
  void fillsInTheDefaults() {
    int cores = Runtime.getRuntime().availableProcessors();
    Config config = Loading.config(Loading.valid().replace("deadline: 2s\n", ""));
    MachineLimits machine = MachineLimits.ofThisProcess();
    assertThat(config.server())
        .isEqualTo(
            new Config.Server(
                "0.0.0.0",
                8080,
                1000,
                machine.connections(100),
                machine.bytesInFlight(),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                100,
                1 << 20));
    assertThat(config.log()).isEqualTo(new Config.Log(LogFormat.TEXT));
    assertThat(config.management())
        .isEqualTo(
            new Config.Management(
                "0.0.0.0",
                9090,
                100,
                List.of(),
                Optional.empty(),
                new Config.Console(true, false)));
    assertThat(config.deadline()).isEqualTo(Duration.ofSeconds(2));
    assertThat(config.shutdown())
        .isEqualTo(new Config.Shutdown(Duration.ofSeconds(5), Duration.ofSeconds(30)));
    assertThat(config.transforms())
        .isEqualTo(new Config.Transforms(cores, 3 * cores, 64, 16 << 20, 16 << 20, 256 << 20));
    assertThat(config.backends().getFirst())
        .isEqualTo(
            new BackendConfig(
                "users",
                new Origin(Origin.Scheme.HTTP, "localhost", 8081),
                PathTemplate.NONE,
                Duration.ofSeconds(2),
                256,
                1 << 20,
                16 * 1024,
                Map.of(),
                Optional.empty(),
                TransportType.WEB,
                Protocol.AUTO,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ForwardedHeaders.X_FORWARDED));
    assertThat(config.tracing()).isEqualTo(new Config.Tracing(1, Optional.empty()));
    AggregateConfig aggregate = config.aggregates().getFirst();
    assertThat(aggregate.onPartial()).isEqualTo(200);
    assertThat(aggregate.transform()).isEmpty();
    assertThat(aggregate.cacheControl()).isEmpty();
    PartConfig part = aggregate.parts().getFirst();
    assertThat(part.accept()).isEqualTo(AcceptedStatuses.successful());
    assertThat(part.notFound()).isEqualTo(NotFound.FAIL);
    assertThat(part.required()).isFalse();
    assertThat(part.defaultJson()).isEmpty();
    assertThat(part.timeout()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void takesAnEmptyTokenAndAnEmptyLinkAsNone() {
    Config config =
        Loading.config(
            Loading.withTop("management: { token: \"${TOKEN:-}\" }\ntracing: { link: \"\" }"));
    assertThat(config.management().token()).isEmpty();
    assertThat(config.tracing().link()).isEmpty();
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
