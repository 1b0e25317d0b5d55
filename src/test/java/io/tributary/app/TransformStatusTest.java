package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The status table of the contract, as far as transforms decide it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformStatusTest {
  private final Scene scene =
      new Scene(
          """
          deadline: 60s
          transforms: { workers: 1, queue: 1 }
          backends: { b: { url: @backend } }
          aggregates:
            /counted/{status}:
              onPartial: 203
              parts:
                a: { backend: b, path: /value/a }
                b: { backend: b, path: "/status/{status}" }
              transform: "java:counted"
            /throwing: { parts: { a: { backend: b, path: /value/a } }, transform: "java:throwing" }
            /bottomless: { parts: { a: { backend: b, path: /value/a } }, transform: "java:bottomless" }
            /gated: { parts: { a: { backend: b, path: /value/a } }, transform: "java:gated" }
            /none: { parts: { a: { backend: b, path: /status/500 } }, transform: "java:counted" }
          """);

  TransformStatusTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void answersWithWhatTheTransformReturned() throws IOException {
    Answer answer = scene.get("/counted/200");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"a\":[\"a\"],\"b\":[]},\"errors\":[]}");
  }

  @Test
  void givesTheTransformNullForAFailedPart() throws IOException {
    Answer answer = scene.get("/counted/500");
    assertThat(answer.status()).isEqualTo(203);
    assertThat(answer.header("aggregate-complete")).isEqualTo("false");
    assertThat(answer.body())
        .startsWith("{\"complete\":false,\"data\":{\"a\":[\"a\"],\"b\":null},\"errors\":[{");
  }

  @Test
  void partsOfATransformCannotBeChosen() throws IOException {
    Answer answer = scene.get("/counted/200?parts=a");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .contains("parts cannot be chosen, because the aggregate transforms all of them");
  }

  @Test
  void doesNotTransformNothing() throws IOException {
    int before = CountedTransform.runs();
    assertThat(scene.get("/none").status()).isEqualTo(502);
    assertThat(CountedTransform.runs()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/throwing", "/bottomless"})
  void answers500WhenTheTransformThrowsAndServesOn(String path) throws IOException {
    Answer answer = scene.get(path);
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.header("aggregate-complete")).isEqualTo("false");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
    assertThat(answer.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
                + "\"detail\":\"the transform failed\",\"errors\":[]}");
    assertThat(scene.get("/counted/200").status()).isEqualTo(200);
  }

  @Test
  void answers504WhenTheTransformRunsOutOfTime() throws IOException {
    GatedTransform.shut();
    Answer answer = scene.get("/gated", "Request-Timeout-Ms: 3000");
    assertThat(answer.status()).isEqualTo(504);
    assertThat(answer.headers("retry-after")).isEmpty();
    assertThat(answer.body()).contains("\"detail\":\"the transform did not finish in time\"");
    assertThat(scene.get("/counted/200").status()).isEqualTo(200);
  }

  @Test
  void answers503WhenTheQueueBeforeTheTransformIsFull() throws IOException {
    GatedTransform.shut();
    try (RawClient running = scene.connect();
        RawClient waiting = scene.connect()) {
      running.get("/gated");
      GatedTransform.awaitEntered();
      waiting.get("/gated");
      scene.await(() -> scene.gateway().gateway().queued() == 1);
      Answer answer = scene.get("/counted/200");
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("1");
      assertThat(answer.body()).contains("\"detail\":\"too many transforms are waiting\"");
      GatedTransform.open();
      assertThat(running.answer().status()).isEqualTo(200);
      assertThat(waiting.answer().status()).isEqualTo(200);
    }
  }
}
