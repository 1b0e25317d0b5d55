package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.read.Loading;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTest {
  private final Config config =
      Loading.config(Loading.withTop("server: { maxInFlight: 7, trustedProxies: [10.0.0.0/8] }"));

  @Test
  void listensElsewhereWithAllElseTheSame() {
    Config moved = config.withServer(config.server().at("127.0.0.1", 0));
    assertThat(moved.server().host()).isEqualTo("127.0.0.1");
    assertThat(moved.server().port()).isZero();
    assertThat(moved.withServer(config.server())).isEqualTo(config);
  }

  @Test
  void changesOneComponentAtATime() {
    assertThat(config.withDeadline(Duration.ofSeconds(9)))
        .usingRecursiveComparison()
        .ignoringFields("deadline")
        .isEqualTo(config);
    assertThat(config.withTransforms(new Config.Transforms(1, 1, 1, 1, 1, 1)).transforms().queue())
        .isOne();
    assertThat(config.withBackends(List.of()).backends()).isEmpty();
    assertThat(config.withBackends(List.of()).withBackends(config.backends())).isEqualTo(config);
  }
}
