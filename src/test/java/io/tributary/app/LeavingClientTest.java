package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A client that goes away takes everything done for it along. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeavingClientTest {
  private final Scene scene =
      new Scene(
          """
          deadline: 10m
          transforms: { workers: 1, queue: 4 }
          backends: { b: { url: @backend } }
          aggregates:
            /hanging:
              parts:
                a: { backend: b, path: /hang/a }
                b: { backend: b, path: /hang/b }
                c: { backend: b, path: /hang/c }
            /gated: { parts: { a: { backend: b, path: /value/a } }, transform: "java:gated" }
            /counted: { parts: { a: { backend: b, path: /value/a } }, transform: "java:counted" }
          """);

  LeavingClientTest() throws Exception {}

  @BeforeAll
  void warmUp() throws IOException {
    try (RawClient client = scene.connect()) {
      client.get("/hanging");
      scene.awaitHanging(3);
    }
    scene.awaitHanging(0);
  }

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void cancelsEveryCallWhenItClosesTheConnection() throws IOException {
    try (RawClient client = scene.connect()) {
      client.get("/hanging");
      scene.awaitHanging(3);
    }
    assertCancelled();
  }

  @Test
  void cancelsEveryCallWhenItResetsTheConnection() throws IOException {
    try (RawClient client = scene.connect()) {
      client.get("/hanging");
      scene.awaitHanging(3);
      client.reset();
      assertCancelled();
    }
  }

  @Test
  void neverRunsATransformThatStillWaitedWhenTheClientLeft() throws IOException {
    GatedTransform.shut();
    int before = CountedTransform.runs();
    try (RawClient first = scene.connect();
        RawClient second = scene.connect()) {
      first.get("/gated");
      GatedTransform.awaitEntered();
      second.get("/counted");
      scene.await(() -> queued() == 1);
      second.reset();
      scene.await(() -> queued() == 0);
      GatedTransform.open();
      assertThat(first.answer().status()).isEqualTo(200);
    }
    assertThat(scene.get("/gated").status()).isEqualTo(200); // behind anything that had waited
    assertThat(CountedTransform.runs()).isEqualTo(before);
    scene.await(() -> scene.gateway().gateway().inFlight() == 0);
  }

  private int queued() {
    return scene.gateway().gateway().queued();
  }

  private void assertCancelled() {
    scene.await(() -> scene.hanging() == 0 && scene.gateway().gateway().inFlight() == 0);
  }
}
