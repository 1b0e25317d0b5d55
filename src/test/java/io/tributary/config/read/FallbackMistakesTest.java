package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FallbackMistakesTest {
  private static final String YAML =
      """
      backends: { b: { url: "http://b.example" } }
      aggregates:
        /a:
          parts:
            a: { backend: b, path: "/a@a }
            b: { backend: b, path: "/b@b }
            c: { backend: b, path: "/c@c }
      """;

  private static String with(String a, String b, String c) {
    return YAML.replace("@a", keys(a)).replace("@b", keys(b)).replace("@c", keys(c));
  }

  private static String keys(String keys) {
    return (keys.contains("with:") ? "{?x}" : "") + '"' + keys;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          , fallback: b                      | , fallback: a       | ``            | .a (line 5): parts depend on each other: a -> b -> a
          , fallback: b                      | , with: { x: .a.x } | ``            | .a (line 5): parts depend on each other: a -> b -> a
          , fallback: b                      | , with: { x: .c.x } | , fallback: a | .a (line 5): parts depend on each other: a -> b -> c -> a
          , fallback: b, with: { x: .b.x }   | ``                  | ``            | .a.fallback (line 5): cannot be b, which the part already waits for
          , fallback: c, with: { x: .b.x }   | , with: { x: .c.x } | ``            | .a.fallback (line 5): cannot be c, which the part already waits for
          , fallback: b                      | , required: true    | ``            | .b.required (line 6): a fallback is called only if another part fails, so it cannot be required; a can
          """)
  void areReported(String a, String b, String c, String problem) {
    assertThat(Loading.problems(with(a, b, c))).containsExactly("aggregates./a.parts" + problem);
  }

  @Test
  void areNotReportedForWhatCanWork() {
    assertThat(Loading.problems(with(", required: true, fallback: c", ", fallback: c", "")))
        .as("the same fallback of two parts, of which one is required")
        .isEmpty();
    assertThat(Loading.problems(with(", fallback: b", ", fallback: c", ", default: 1")))
        .as("a fallback of a fallback")
        .isEmpty();
    assertThat(Loading.problems(with(", fallback: c", ", fallback: c, with: { x: .a.x }", "")))
        .as("a part that needs another with the same fallback")
        .isEmpty();
  }
}
