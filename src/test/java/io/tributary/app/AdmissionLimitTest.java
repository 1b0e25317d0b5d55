package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AdmissionLimitTest {
  @Test
  void answers503BeyondItsLimitBeforeAnyBackendIsCalled() throws Exception {
    String yaml =
        """
        server: { host: 127.0.0.1, port: 0, maxInFlight: 2 }
        deadline: 20s
        backends: { b: { url: @backend } }
        aggregates:
          /hang: { parts: { a: { backend: b, path: /hang } } }
          /good: { parts: { a: { backend: b, path: /value/a } } }
        """;
    try (Scene scene = new Scene(yaml)) {
      RawClient first = scene.connect().get("/hang");
      RawClient second = scene.connect().get("/hang");
      scene.awaitHanging(2);
      Answer refused = scene.get("/good");
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.header("retry-after")).isIn("1", "2", "3");
      assertThat(refused.header("date")).isNotEmpty();
      assertThat(refused.header("content-type")).isEqualTo("application/problem+json");
      assertThat(refused.body()).contains("\"detail\":\"too many requests are in flight\"");
      assertThat(scene.backendHeads()).hasSize(2);
      letsInAgain(scene, first);
      second.close();
    }
  }

  private static void letsInAgain(Scene scene, RawClient first) throws IOException {
    first.close();
    scene.await(() -> scene.gateway().gateway().inFlight() == 1);
    assertThat(scene.get("/good").status()).isEqualTo(200);
  }
}
