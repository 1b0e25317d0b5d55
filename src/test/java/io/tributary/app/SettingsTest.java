package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ops.SettingChange;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People see what a configuration file says, but for its secrets. */
class SettingsTest {
  private static final String YAML =
      """
      # CANARY in a comment
      x-shared: &shared { X-Key: "CANARY" }
      management: { token: "CANARY-CANARY-CANARY-CANARY-CANARY" }
      backends:
        b: { url: "http://b", headers: { Authorization: "Bearer CANARY", <<: *shared } }
      aggregates:
        /a/{id}:
          parts:
            b: { backend: b, path: "/{id}", accept: [200, 404], headers: { X-Part: CANARY } }
      """;

  @TempDir private Path folder = Path.of("");

  private LoadedConfig load(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("a.yaml"), yaml);
    return LoadedConfig.from(file, Map.of());
  }

  @Test
  void theTextHasNoSecretsAndIsYaml() throws Exception {
    String text = load(YAML).settings().text();
    assertThat(text)
        .isEqualTo(
            """
            management:
              token: …
            backends:
              b:
                url: "http://b"
                headers:
                  Authorization: …
                  X-Key: …
            aggregates:
              /a/{id}:
                parts:
                  b:
                    backend: b
                    path: "/{id}"
                    accept: [200, 404]
                    headers:
                      X-Part: …
            """);
    String readable = text.replace("token: …", "token: " + "t".repeat(32)).replace("…", "x");
    assertThat(load(readable).settings().text()).isEqualTo(text);
  }

  @Test
  void changesOfSecretsAreSeenButNotShown() throws Exception {
    LoadedConfig old = load(YAML);
    LoadedConfig next = load(YAML.replace("CANARY", "BIRD").replace("[200, 404]", "[200]"));
    assertThat(Changes.between(folder.resolve("a.yaml"), old, next))
        .extracting(SettingChange::toString)
        .containsExactly(
            "management.token … -> …",
            "backends.b.headers.Authorization … -> …",
            "backends.b.headers.X-Key … -> …",
            "aggregates./a/{id}.parts.b.accept [200, 404] -> [200]",
            "aggregates./a/{id}.parts.b.headers.X-Part … -> …");
  }

  @Test
  void whatTheConfigurationHoldsAsASecretIsOne() {
    assertThat(SecretKeys.contain(List.of("management", "token"))).isTrue();
    assertThat(SecretKeys.contain(List.of("management", "token", "a", "b"))).isTrue();
    assertThat(SecretKeys.contain(List.of("backends", "b", "headers", "X"))).isTrue();
    assertThat(SecretKeys.contain(List.of("aggregates", "/", "parts", "p", "headers", "X")))
        .isTrue();
    assertThat(SecretKeys.contain(List.of())).isFalse();
    assertThat(SecretKeys.contain(List.of("token"))).isFalse();
    assertThat(SecretKeys.contain(List.of("backends", "headers", "url"))).isFalse();
    assertThat(SecretKeys.contain(List.of("backends", "b", "tls", "key"))).isFalse();
  }

  @Test
  void changesOfOtherFilesAreNamed() throws Exception {
    String yaml = YAML.replace("Bearer CANARY", "${file:token}");
    Path token = Files.writeString(folder.resolve("token"), "one");
    LoadedConfig old = load(yaml);
    Files.writeString(token, "two");
    assertThat(Changes.between(folder.resolve("a.yaml"), old, load(yaml)))
        .isEqualTo(
            List.of(new SettingChange(token.toString(), Optional.of("…"), Optional.of("…"))));
  }
}
