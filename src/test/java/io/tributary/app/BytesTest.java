package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A part's bytes reach the client as the backend wrote them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BytesTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /bytes/{name}:
              parts:
                before: { backend: b, path: "/{name}" }
                bad: { backend: b, path: /truncated }
                after: { backend: b, path: "/{name}" }
          """);

  BytesTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  static Set<String> names() {
    return Documents.ALL.keySet();
  }

  @ParameterizedTest(name = "faults 144, 145, 146, 151, 152: {0}")
  @MethodSource("names")
  void reachTheClientUnchangedOnBothSidesOfABadPart(String name) throws IOException {
    Answer answer = scene.get("/bytes/" + name);
    String document = Documents.of(name);
    assertThat(answer.body())
        .startsWith(
            "{\"complete\":false,\"data\":{\"before\":%s,\"bad\":null,\"after\":%s},\"errors\":[{"
                .formatted(document, document))
        .endsWith("}]}");
  }
}
