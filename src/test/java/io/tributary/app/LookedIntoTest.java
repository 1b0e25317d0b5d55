package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parts that a transform or a {@code with} looks into, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LookedIntoTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String document = "null";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          transforms: { workers: 1 }
          backends: { b: { url: "%s" } }
          aggregates:
            /plain: { parts: { it: { backend: b, path: /document } } }
            /computed:
              parts:
                it: { backend: b, path: /document }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: ".it.id" } }
            /gated: { parts: { it: { backend: b, path: /it } }, transform: "java:gated" }
          """
              .formatted(backend.url()));

  LookedIntoTest() throws Exception {}

  private void play(Exchange exchange) {
    exchange.answer(exchange.head().startsWith("GET /document") ? document : "[]");
  }

  @AfterAll
  void close() {
    gateway.close();
    TestVertx.await(vertx.close());
  }

  @Test
  void aPartThatWaitedForAWorkerSaysSoAndIsNeverCalled_B11() throws Exception {
    document = "{\"id\":\"a\"}";
    GatedTransform.shut();
    try (RawClient running = new RawClient(gateway.port())) {
      running.get("/gated");
      GatedTransform.awaitEntered();
      HttpResponse<String> late = gateway.get("/computed", "Request-Timeout-Ms", "300");
      assertThat(late.statusCode()).isEqualTo(200);
      assertThat(late.body())
          .contains(
              "{\"part\":\"dependent\",\"reason\":\"timeout\","
                  + "\"message\":\"no transform worker was free in time\"");
      assertThat(requests("/dependent")).isEmpty();
      GatedTransform.open();
      assertThat(running.answer().status()).isEqualTo(200);
    }
  }

  private List<String> requests(String path) {
    return backend.heads().stream().filter(head -> head.startsWith("GET " + path)).toList();
  }
}
