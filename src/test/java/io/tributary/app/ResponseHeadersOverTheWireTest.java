package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Patience;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that every response has, whatever became of its request. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ResponseHeadersOverTheWireTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /plain: { parts: { a: { backend: b, path: /value/a } } }
            /own:
              cacheControl: "private, max-age=60"
              parts:
                a: { backend: b, path: /value/a, forward: [Authorization, accept-language] }
                b: { backend: b, path: /status/500, forward: [authorization, X-Tenant] }
            /none:
              parts: { a: { backend: b, path: /status/500, forward: [Cookie] } }
            /accepted:
              parts: { a: { backend: b, path: /value/a, forward: [accept] } }
          """);

  ResponseHeadersOverTheWireTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/plain", "/own", "/none", "/nowhere", "/plain?a=%FF", "/plain?a=|"})
  void c1HaveTheDate(String target) throws IOException {
    Answer answer = scene.get(target);
    Instant date =
        ZonedDateTime.parse(answer.header("date"), DateTimeFormatter.RFC_1123_DATE_TIME)
            .toInstant();
    assertThat(Duration.between(date, Instant.now()).abs()).isLessThan(Patience.HANG);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /own      | Accept, accept-language, Authorization, X-Tenant
          /none     | Accept, Cookie
          /plain    | Accept
          /accepted | accept
          """)
  void b4VaryNamesEveryHeaderThatCanChangeTheResponse(String target, String vary)
      throws IOException {
    assertThat(scene.get(target).headers("vary")).containsExactly(vary);
  }

  @Test
  void b4NoVaryWithoutAnAggregate() throws IOException {
    assertThat(scene.get("/nowhere").headers("vary")).isEmpty();
  }
}
