package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.transform.Transform;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Defect A5, fault 164: transforms that ignore their interrupt, over the running service. */
final class StuckTransformsTest {
  private static final String NAME = "endless.jslt";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
  private final Endless endless = new Endless();

  /** Lets the warm-up pass; then runs on, whatever happens, until the test ends it. */
  private static final class Endless implements Transform {
    private volatile boolean running;
    private final AtomicInteger entered = new AtomicInteger();

    @Override
    public String name() {
      return "endless";
    }

    @Override
    public JsonNode apply(ObjectNode parts) {
      if (running) {
        entered.incrementAndGet();
      }
      while (running) {
        boolean _ = Thread.interrupted();
        LockSupport.parkNanos(1_000_000);
      }
      return parts;
    }
  }

  @AfterEach
  void stop() {
    endless.running = false;
    TestVertx.close(vertx);
  }

  @Test
  void sixEndlessTransformsOnTwoWorkersAreReplacedAndReported_A5() throws Exception {
    try (RunningService service = started(6)) {
      stick(service, 6);
      assertThat(service.get("/healthy").statusCode()).isEqualTo(200);
      service.eventually(metrics -> metrics.value("tributary_transform_stuck") == 6);
      assertThat(service.metrics().value("tributary_transform_workers")).isEqualTo(2);
      assertThat(service.metrics().value("tributary_transform_overrun_total")).isEqualTo(6);
      assertSays(
          service.ask("/readyz"),
          200,
          "ready, but 6 transform workers are stuck, spares took their place\n");
      assertThat(service.ask("/livez").statusCode()).isEqualTo(200);
      endless.running = false;
      service.eventually(metrics -> metrics.value("tributary_transform_stuck") == 0);
      assertSays(service.ask("/readyz"), 200, "ready\n");
    }
  }

  @Test
  void pastTheBoundTheServiceSaysThatItWantsARestart_A5() throws Exception {
    try (RunningService service = started(1)) {
      stick(service, 2);
      service.eventually(metrics -> metrics.value("tributary_transform_stuck") == 2);
      assertThat(service.get("/healthy").statusCode()).isEqualTo(200);
      assertSays(
          service.ask("/readyz"),
          200,
          "ready, but only 1 of 2 transform workers are left, 2 are stuck; restart it\n");
      stick(service, 1);
      service.eventually(metrics -> metrics.value("tributary_transform_stuck") == 3);
      String restart = "no transform worker is left, 3 are stuck; restart it\n";
      assertSays(service.ask("/readyz"), 503, "not ready: " + restart);
      assertSays(service.ask("/livez"), 503, restart);
      assertThat(service.metrics().value("tributary_transform_workers")).isZero();
      assertThat(service.get("/plain").statusCode()).isEqualTo(200);
      endless.running = false;
      service.eventually(metrics -> metrics.value("tributary_transform_workers") == 2);
      assertSays(service.ask("/livez"), 200, "alive\n");
      assertThat(service.get("/healthy").statusCode()).isEqualTo(200);
    }
  }

  private void stick(RunningService service, int transforms)
      throws IOException, InterruptedException {
    endless.running = true;
    int all = endless.entered.get() + transforms;
    while (endless.entered.get() < all) { // on a busy machine some requests end before that
      HttpRequest request =
          HttpRequest.newBuilder(service.url("/endless"))
              .header("Request-Timeout-Ms", "150")
              .build();
      assertThat(service.send(request).statusCode()).isEqualTo(504);
      service.eventually(
          metrics -> metrics.value("tributary_transform_stuck") == endless.entered.get());
    }
  }

  private static void assertSays(HttpResponse<String> response, int status, String text) {
    assertThat(response.body()).isEqualTo(text);
    assertThat(response.statusCode()).isEqualTo(status);
  }

  private RunningService started(int spares) throws Exception {
    RunningService service =
        RunningService.start(
            """
        deadline: 5s
        transforms: { workers: 2, spares: %d }
        backends:
          it: { url: "%s" }
        aggregates:
          /endless:
            parts: { it: { backend: it, path: /it } }
            transform: %s
          /healthy:
            parts: { it: { backend: it, path: /it } }
            transform: "java:counted"
          /plain:
            parts: { it: { backend: it, path: /it } }
        """
                .formatted(spares, backend.url(), NAME),
            Map.of(NAME, endless));
    service.service().ready();
    return service;
  }
}
