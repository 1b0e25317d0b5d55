package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.Patience;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Parts that no response waits for, over the running service. */
final class BackgroundOverTheWireTest {
  private final Vertx vertx = TestVertx.create();
  private final CompletableFuture<Exchange> audit = new CompletableFuture<>();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);

  private final RunningService service =
      RunningService.startWith(
          "maxBackground: 1",
          """
          deadline: 60s
          backends: { b: { url: "%s" } }
          aggregates:
            /shop:
              parts:
                user: { backend: b, path: /user }
                audit: { backend: b, path: "/audit{?id}", with: { id: .user.id }, background: true }
            /failing:
              parts:
                user: { backend: b, path: /user }
                shadow: { backend: b, path: /bad, background: true, mirror: 100%% }
            /wide/items:
              parts:
                user: { backend: b, path: /user }
                both: { backend: b, path: "/wide/{i}", forEach: { i: "[.user.id, 8]", concurrent: 2 }, background: true }
            /wide/chunks:
              parts:
                user: { backend: b, path: /user }
                chunks: { backend: b, path: "/wide{?i}", with: { i: "[.user.id, 8]" }, chunk: 1, background: true }
            /narrow:
              parts:
                user: { backend: b, path: /user }
                each: { backend: b, path: "/user{?i}", forEach: { i: "[.user.id, 8]", concurrent: 1 }, background: true }
            /half:
              parts:
                user: { backend: b, path: /user }
                each: { backend: b, path: "/half/{i}", forEach: { i: "[.user.id, 8]", concurrent: 1 }, background: true }
          """
              .formatted(backend.url()));

  private boolean stopped;

  BackgroundOverTheWireTest() throws Exception {}

  @AfterEach
  void stop() {
    if (!stopped) {
      service.close();
    }
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    switch (exchange.head().split(" ", 3)[1]) {
      case "/user" -> exchange.answer("{\"id\":7}");
      case "/user?i=7", "/user?i=8", "/half/7" -> exchange.answer("[]");
      case "/bad", "/half/8" -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      default -> audit.complete(exchange);
    }
  }

  @Test
  void theResponseNeitherWaitsForThemNorShowsThem() throws Exception {
    HttpResponse<String> response = service.get("/shop");
    assertThat(response.body())
        .isEqualTo("{\"complete\":true,\"data\":{\"user\":{\"id\":7}},\"errors\":[]}");
    assertThat(response.headers().firstValue("Server-Timing"))
        .hasValueSatisfying(timing -> assertThat(timing).doesNotContain("audit"));
    Exchange call = audit.get(60, TimeUnit.SECONDS);
    assertThat(call.head()).startsWith("GET /audit?id=7 ");
    service.get("/shop");
    service.eventually(metrics -> count(metrics, "audit", "rejected") == 1);
    call.answer("[]");
    service.eventually(metrics -> count(metrics, "audit", "success") == 1);
  }

  @Test
  void failuresAreCounted() throws Exception {
    assertThat(service.get("/failing?parts=user").body()).startsWith("{\"complete\":true");
    service.eventually(metrics -> count(metrics, "shadow", "bad_status") == 1);
    assertThat(service.get("/failing?parts=shadow").statusCode()).isEqualTo(400);
  }

  @Test
  void aPartCountsAsManyCallsAsItMakesAtATime() throws Exception {
    service.get("/wide/items");
    service.eventually(metrics -> count(metrics, "both", "rejected") == 1);
    service.get("/wide/chunks");
    service.eventually(metrics -> count(metrics, "chunks", "rejected") == 1);
    assertThat(backend.heads()).noneMatch(head -> head.startsWith("GET /wide"));
    service.get("/narrow");
    service.eventually(metrics -> count(metrics, "each", "success") == 1);
    assertThat(backend.heads()).filteredOn(head -> head.startsWith("GET /user?i=")).hasSize(2);
    service.eventually(metrics -> metrics.total("tributary_in_flight_bytes") == 0);
  }

  @Test
  void aFailedItemIsCountedAndLogged() throws Exception {
    try (RecordedLogs logs = new RecordedLogs()) {
      service.get("/half");
      service.eventually(metrics -> count(metrics, "each", "bad_status") == 1);
      Eventually.holds(
          Patience.HANG, () -> logs.lines().stream().anyMatch(line -> line.contains("/half")));
      assertThat(logs.lines())
          .contains(
              "WARN Background part each of /half failed (bad_status): the backend answered 500");
    }
  }

  @Test
  void theServiceWaitsForThemWhenItStops() throws Exception {
    service.get("/shop");
    Exchange call = audit.get(60, TimeUnit.SECONDS);
    CompletableFuture<Void> closed = new CompletableFuture<>();
    call.onClosed(() -> closed.complete(null));
    CompletableFuture<Boolean> stillOpen = new CompletableFuture<>();
    CompletableFuture<Void> stopping = CompletableFuture.runAsync(service::close);
    stopped = true;
    vertx.setTimer(
        500,
        _ -> {
          stillOpen.complete(!closed.isDone());
          call.answer("[]");
        });
    stopping.get(Patience.HANG.toSeconds(), TimeUnit.SECONDS);
    assertThat(stillOpen).succeedsWithin(Patience.HANG).isEqualTo(true);
  }

  private static double count(Exposition metrics, String part, String outcome) {
    return metrics.total("tributary_part_seconds_count", "part=" + part, "outcome=" + outcome);
  }
}
