package io.tributary.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.BackendConfig;
import io.tributary.config.Config;
import io.tributary.config.Secret;
import io.tributary.config.read.Loading;
import io.tributary.support.Patience;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** D5: anchors, aliases and merge keys, and their bounds. */
class AliasesTest {
  private static final String AGGREGATE =
      "aggregates: { /a: { parts: { p: { backend: users, path: /p } } } }\n";

  @Test
  @DisplayName("D5: an alias stands for the value with the anchor")
  void expandsAnAlias() {
    Config config =
        Loading.config(
            """
            backends:
              users: { url: "http://u", headers: &common { X-A: "1", X-B: &two "2" } }
              orders: { url: "http://o", headers: *common }
              products: { url: "http://p", headers: { X-C: *two } }
            """
                + AGGREGATE);
    assertThat(backend(config, "orders").headers())
        .isEqualTo(backend(config, "users").headers())
        .isNotEmpty();
    assertThat(backend(config, "products").headers()).containsEntry("X-C", new Secret("2"));
  }

  @Test
  @DisplayName("D5: a merge key takes over what the mapping does not have itself")
  void mergesMappings() {
    Config config =
        Loading.config(
            """
            x-common: &slow { timeout: 900ms, maxConcurrent: 7 }
            x-other: &large { timeout: 800ms, maxBody: 2MiB }
            backends:
              users: { url: "http://u", <<: *slow }
              orders: { <<: *slow, url: "http://o", timeout: 700ms }
              products: { url: "http://p", <<: [*large, *slow] }
            """
                + AGGREGATE);
    assertThat(backend(config, "users").timeout()).isEqualTo(Duration.ofMillis(900));
    assertThat(backend(config, "users").maxConcurrent()).isEqualTo(7);
    assertThat(backend(config, "orders").timeout()).isEqualTo(Duration.ofMillis(700));
    assertThat(backend(config, "orders").maxConcurrent()).isEqualTo(7);
    assertThat(backend(config, "products").timeout()).isEqualTo(Duration.ofMillis(800));
    assertThat(backend(config, "products").maxBody()).isEqualTo(2 << 20);
    assertThat(backend(config, "products").maxConcurrent()).isEqualTo(7);
  }

  @Test
  @DisplayName("D5: merged parts stand where the merge key stands")
  void keepsTheOrderOfParts() {
    Config config =
        Loading.config(
            """
            x-parts: &two { b: { backend: users, path: /b }, c: { backend: users, path: /c } }
            backends: { users: { url: "http://u" } }
            aggregates:
              /a: { parts: { a: { backend: users, path: /a }, <<: *two, d: { backend: users, path: /d } } }
            """);
    assertThat(config.aggregates().getFirst().parts())
        .extracting(part -> part.name())
        .containsExactly("a", "b", "c", "d");
  }

  @Test
  @DisplayName("D5: the latest anchor of a name counts, and an alias can be a key")
  void followsTheSpecification() {
    Config config =
        Loading.config(
            """
            x-names: [&n orders, &n users]
            backends: { *n : { url: "http://u" } }
            """
                + AGGREGATE);
    assertThat(config.backends()).extracting(BackendConfig::name).containsExactly("users");
  }

  @Test
  @DisplayName("D5: an alias without its anchor is a mistake with its place")
  void namesAnAliasWithoutAnAnchor() {
    assertThat(Loading.problems(Loading.valid().replaceFirst("2s", "*d")))
        .containsExactly("deadline (line 1): the alias *d follows no value with the anchor &d");
    assertThat(Loading.problems(Loading.valid().replaceFirst("2s", "&d 2s"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*d", "[*d]", "1", "", "[{}, 1]"})
  @DisplayName("D5: only mappings are merged")
  void refusesToMergeAnythingElse(String value) {
    assertThat(Loading.problems("x-d: &d text\n" + Loading.withTop("x-m: { <<: " + value + " }")))
        .singleElement()
        .asString()
        .endsWith("x-m.<< (line 2): must be a mapping to merge, or a list of mappings");
  }

  @Test
  @DisplayName("D5: one merge key for each mapping")
  void refusesASecondMergeKey() {
    assertThat(Loading.problems(Loading.withPart("default: { <<: {}, <<: {} }")))
        .singleElement()
        .asString()
        .contains("duplicate key \"<<\"");
  }

  @Test
  @Timeout(Patience.HANG_SECONDS)
  @DisplayName("D5: a billion laughs are a mistake")
  void boundsTheExpansion() {
    StringBuilder laughs = new StringBuilder("x-0: &l0 [lol, lol, lol, lol]\n");
    for (int i = 1; i < 30; i++) {
      String last = "*l" + (i - 1);
      laughs.append("x-%d: &l%d [%s, %s, %s]\n".formatted(i, i, last, last, last));
    }
    assertThat(Loading.problems(laughs + Loading.valid()))
        .singleElement()
        .asString()
        .contains("is not YAML: aliases expand to more than 1 MiB");
  }

  @Test
  @Timeout(Patience.HANG_SECONDS)
  @DisplayName("D5: many aliases of one long text are a mistake, too")
  void countsCharacters() {
    String yaml =
        "x-t: &t " + "t".repeat(100_000) + "\nx-u: [" + "*t, ".repeat(20) + "]\n" + Loading.valid();
    assertThat(Loading.problems(yaml)).singleElement().asString().contains("more than 1 MiB");
  }

  @Test
  @Timeout(Patience.HANG_SECONDS)
  @DisplayName("D5: many merged mappings are a mistake, too")
  void countsMerges() {
    StringBuilder yaml = new StringBuilder("x-0: &m0 { a: 1, b: 2, c: 3, d: 4 }\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("x-%d: &m%d { x: { <<: *m%d }, y: *m%d }\n".formatted(i, i, i - 1, i - 1));
    }
    assertThat(Loading.problems(yaml + Loading.valid()))
        .singleElement()
        .asString()
        .containsAnyOf("more than 1 MiB", "nested deeper than 32 levels");
  }

  @Test
  @DisplayName("D5: aliases cannot nest deeper than values can")
  void boundsTheDepth() {
    StringBuilder yaml = new StringBuilder("x-0: &d0 [1]\n");
    for (int i = 1; i < 40; i++) {
      yaml.append("x-%d: &d%d [*d%d]\n".formatted(i, i, i - 1));
    }
    assertThat(Loading.problems(yaml + Loading.valid()))
        .singleElement()
        .asString()
        .contains("nested deeper than 32 levels");
  }

  @Test
  @DisplayName("D5: a value cannot contain itself")
  void refusesAnAliasInsideItsOwnAnchor() {
    assertThat(Loading.problems(Loading.withTop("x-a: &a [*a]")))
        .singleElement()
        .asString()
        .contains("the alias *a follows no value with the anchor &a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "server: { port: ${PORT:-8080} }",
        "server: { host: 127.0.0.1, port: ${PORT} }",
        "x-list: [${A}, b]",
        "server:\n  { host: \"h\",\n    port: ${PORT:-8080} }"
      })
  @DisplayName("D4: a variable without quotes between braces: the message says to quote it")
  void saysToQuoteAVariable(String top) {
    assertThat(Loading.problems(Loading.withTop(top)))
        .singleElement()
        .asString()
        .startsWith("line ")
        .endsWith("; put a value with ${...} in quotes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x-a: { path: /s/{id} }", "x-a: [/s{?id}]", "x-a: { url: a, path: /s/{id}/t }"})
  @DisplayName("D4: a template without quotes between braces: the message says to quote it")
  void saysToQuoteATemplate(String top) {
    assertThat(Loading.problems(Loading.withTop(top)))
        .singleElement()
        .asString()
        .endsWith("; put a value with {...} in quotes");
  }

  @Test
  @DisplayName("D4: a variable without quotes works in a block")
  void takesAVariableWithoutQuotesInABlock() {
    assertThat(Loading.config(Loading.withTop("server:\n  port: ${PORT:-8123}")).server().port())
        .isEqualTo(8123);
  }

  private static BackendConfig backend(Config config, String name) {
    return config.backends().stream().filter(b -> b.name().equals(name)).findFirst().orElseThrow();
  }
}
