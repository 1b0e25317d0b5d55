package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an aggregate with a method cannot be. */
final class MethodMistakesTest {
  private static final String NOT_SENT =
      "$body is what a client sends, and this aggregate takes nothing; it needs method: POST";

  private static List<String> problems(String aggregate, String part) {
    return Loading.problems(
        "backends: { b: { url: \"http://a\" } }\naggregates:\n  /a:\n    "
            + aggregate
            + "\n    parts:\n      p:\n        backend: b\n        path: \"/p\"\n        "
            + part
            + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "with: { x: $body.x } | aggregates./a.parts.p.with.x (line 9)",
        "when: $body.x | aggregates./a.parts.p.when (line 9)",
        "failWhen: '.p == $body' | aggregates./a.parts.p.failWhen (line 9)",
        "forEach: { x: '[for ($body) .x]' } | aggregates./a.parts.p.forEach.x (line 9)"
      })
  void aGetHasNoDocument(String part, String place) {
    assertThat(problems("method: GET", part)).contains(place + ": " + NOT_SENT);
    assertThat(problems("strictQuery: true", part)).contains(place + ": " + NOT_SENT);
    assertThat(problems("method: POST", part)).noneMatch(one -> one.contains("$body"));
  }

  @Test
  void onlyADocumentHasASchema() {
    assertThat(problems("bodySchema: none.json", "required: true"))
        .contains("aggregates./a.bodySchema (line 4): needs method: POST; a GET has no body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT | method (line 4): must be GET or POST, not \"PUT\"",
        "post | method (line 4): must be GET or POST, not \"post\"",
        "POST, cacheControl: max-age=5 | cacheControl (line 4): has no effect: nobody stores the response to a POST"
      })
  void methodsAreTwo(String method, String problem) {
    assertThat(
            Loading.problems(
                "backends: { b: { url: \"http://a\" } }\n\n\naggregates: { /a: { method: "
                    + method
                    + ", parts: { p: { backend: b, path: /p, when: $body.x } } } }\n"))
        .singleElement()
        .asString()
        .startsWith("aggregates./a." + problem);
  }
}
