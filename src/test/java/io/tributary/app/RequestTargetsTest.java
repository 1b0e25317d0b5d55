package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches a backend of a client's path and query. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestTargetsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /users/{id}: { inputs: { name: {} }, parts: { a: { backend: b, path: "/value/{id}{?name}" } } }
            /users/me: { parts: { a: { backend: b, path: /value/self } } }
          """);

  RequestTargetsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/users/1?name=a;b, /value/1?name=a%3Bb",
    "/users/1?NAME=x&name=y, /value/1?name=y",
    "/users/1?Name=x, /value/1",
    "/users/%C3%A4, /value/%C3%A4"
  })
  void b5ParametersAreSplitAtAmpersandsAndTheirNamesAreCaseSensitive(String asked, String called)
      throws IOException {
    assertThat(scene.get(asked).status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast()).startsWith("GET " + called + " ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/users/%FF", "/users/1?name=%FF", "/users/1?%C0%80=1", "/users/%ED%A0%80"})
  void b6BytesThatAreNotUtf8AreABadRequest(String asked) throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.get(asked);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).contains("the request target is not UTF-8");
    assertThat(scene.backendHeads()).as("two ids must not become one").hasSize(calls);
  }

  @Test
  void b12ALiteralSegmentWinsWhateverTheOrderOfTheRoutes() throws IOException {
    assertThat(scene.get("/users/me").body()).contains("[\"self\"]");
    assertThat(scene.get("/users/you").body()).contains("[\"you\"]");
  }
}
