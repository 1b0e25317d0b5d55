package io.tributary.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.support.FakeBackend;
import io.tributary.support.MetricNames;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What an operator reads after known traffic. */
final class ServiceMetricsTest {
  private static final int SLOW_MILLIS = 60;
  private static final String COUNT = "tributary_aggregate_seconds_count";

  private final Vertx vertx = TestVertx.create();
  private final AtomicInteger slowCalls = new AtomicInteger();
  private final CountDownLatch held = new CountDownLatch(1);
  private final FakeBackend hanging = FakeBackend.start(vertx, _ -> held.countDown());
  private final RunningService service = started();

  private RunningService started() {
    FakeBackend slow = FakeBackend.start(vertx, this::slowly);
    FakeBackend fast = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
    FakeBackend broken =
        FakeBackend.start(
            vertx, exchange -> exchange.write("HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"));
    try {
      return RunningService.start(
          """
          deadline: 60s
          backends:
            slow: { url: "%s" }
            fast: { url: "%s" }
            broken: { url: "%s", breaker: { failures: 100, open: 1s } }
            hanging: { url: "%s" }
          aggregates:
            /complete:
              parts: { slow: { backend: slow, path: /s }, fast: { backend: fast, path: /f } }
            /partial:
              parts: { fast: { backend: fast, path: /f }, broken: { backend: broken, path: /b } }
            /required:
              parts: { fast: { backend: fast, path: /f }, broken: { backend: broken, path: /b, required: true } }
            /none:
              parts: { broken: { backend: broken, path: /b } }
            /hanging:
              parts: { fast: { backend: fast, path: /f }, hanging: { backend: hanging, path: /h } }
          """
              .formatted(slow.url(), fast.url(), broken.url(), hanging.url()));
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }

  /** Takes its time once the other part of this request has settled. */
  private void slowly(FakeBackend.Exchange exchange) {
    double request = slowCalls.incrementAndGet();
    var _ =
        vertx
            .executeBlocking(() -> awaitFast(request), false)
            .onSuccess(_ -> vertx.setTimer(SLOW_MILLIS, _ -> exchange.answer("[1]")));
  }

  private boolean awaitFast(double requests) throws IOException, InterruptedException {
    service.eventually(metrics -> part(metrics, "/complete", "fast", "success") >= requests);
    return true;
  }

  @BeforeEach
  void nothingIsCountedBeforeTheFirstRequest() throws Exception {
    assertThat(service.metrics().total(COUNT)).isZero();
    assertThat(service.metrics().total("tributary_decided_total")).isZero();
  }

  @AfterEach
  void stop() {
    service.close();
    TestVertx.close(vertx);
  }

  @Test
  void countsEveryAnswerByHowCompleteItWas() throws Exception {
    get("/complete", 200, 3);
    get("/partial", 200, 2);
    get("/none", 502, 1);
    get("/required", 502, 2);
    Exposition metrics = service.metrics();
    assertThat(metrics.value(COUNT, "aggregate=/complete", "complete=complete")).isEqualTo(3);
    assertThat(metrics.value(COUNT, "aggregate=/partial", "complete=partial")).isEqualTo(2);
    assertThat(metrics.value(COUNT, "aggregate=/none", "complete=none")).isEqualTo(1);
    assertThat(metrics.value(COUNT, "aggregate=/required", "complete=none"))
        .as("the client got no data, whatever had succeeded")
        .isEqualTo(2);
    assertThat(metrics.total(COUNT)).isEqualTo(8);
    assertThat(part(metrics, "/partial", "fast", "success")).isEqualTo(2);
    assertThat(part(metrics, "/partial", "broken", "bad_status")).isEqualTo(2);
    assertThat(metrics.total("tributary_part_seconds_count")).isEqualTo(3 * 2 + 2 * 2 + 2 * 2 + 1);
  }

  @Test
  void namesThePartThatDecidedAndWhatTheServiceItselfTook() throws Exception {
    get("/complete", 200, 5);
    Exposition metrics = service.metrics();
    assertThat(metrics.value("tributary_decided_total", "aggregate=/complete", "part=slow"))
        .isEqualTo(5);
    assertThat(metrics.value("tributary_decided_total", "aggregate=/complete", "part=fast"))
        .isZero();
    double total =
        metrics.value(
            "tributary_aggregate_seconds_sum", "aggregate=/complete", "complete=complete");
    double slowest =
        metrics.value(
            "tributary_part_seconds_sum",
            "aggregate=/complete",
            "part=slow",
            "backend=slow",
            "outcome=success",
            "status=");
    double overhead = metrics.value("tributary_overhead_seconds_sum", "aggregate=/complete");
    assertThat(slowest).isBetween(5 * SLOW_MILLIS / 1000.0, total);
    assertThat(overhead).isPositive().isCloseTo(total - slowest, within(1e-6));
  }

  @Test
  void everyBucketHoldsTheOnesBelowIt() throws Exception {
    get("/complete", 200, 1);
    Exposition metrics = service.metrics();
    String[] labels = {"aggregate=/complete", "complete=complete"};
    String bucket = "tributary_aggregate_seconds_bucket";
    assertThat(metrics.value(bucket, labels[0], labels[1], "le=0.05")).isZero();
    assertThat(metrics.value(bucket, labels[0], labels[1], "le=10.0")).isEqualTo(1);
    assertThat(metrics.value(bucket, labels[0], labels[1], "le=+Inf")).isEqualTo(1);
  }

  @Test
  void countsWhatTheDoorRefusesAndShowsWhatIsInFlight() throws Exception {
    List<CompletableFuture<?>> inside = List.of(hanging(), hanging(), hanging());
    service.eventually(metrics -> metrics.value("tributary_in_flight") == 3);
    get("/complete", 503, 3);
    assertThat(service.metrics().value("tributary_shed_total")).isEqualTo(3);
    assertThat(service.metrics().total(COUNT)).isZero();
    assertThat(inside).allMatch(call -> call.cancel(true));
    service.eventually(metrics -> metrics.value("tributary_in_flight") == 0);
  }

  @Test
  void countsAClientThatLeftAsCancelledAndNothingAsDecided() throws Exception {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), service.service().port())) {
      client
          .getOutputStream()
          .write("GET /hanging HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(held.await(Patience.HANG.toSeconds(), SECONDS)).isTrue();
    }
    service.eventually(
        metrics -> metrics.value(COUNT, "aggregate=/hanging", "complete=cancelled") == 1);
    service.eventually(_ -> hanging.open() == 0);
    Exposition metrics = service.metrics();
    assertThat(metrics.total("tributary_decided_total")).isZero();
    assertThat(metrics.value("tributary_overhead_seconds_count", "aggregate=/hanging")).isZero();
    service.eventually(later -> later.value("tributary_in_flight") == 0);
  }

  @Test
  void exposesEveryPromisedNameThatTrafficWithoutTransformsAndSchemasCanFill() throws Exception {
    get("/complete", 200, 1);
    service.eventually(metrics -> metrics.value("tributary_eventloop_lag_seconds_count") > 0);
    service.eventually(
        metrics ->
            MetricNames.ALL.stream()
                .filter(name -> !name.startsWith("tributary_schema_"))
                .allMatch(metrics::has));
  }

  @Test
  void exposesTheJvmAndVertxsOwnConnectionsAndPools() throws Exception {
    get("/complete", 200, 1);
    Exposition metrics = service.metrics();
    assertThat(metrics.types().keySet())
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_files_open_files")
        .anyMatch(name -> name.startsWith("vertx_pool_"))
        .anyMatch(name -> name.startsWith("vertx_http_server_"));
  }

  @Test
  void countsTheConnectionsOfEachBackend() throws Exception {
    get("/complete", 200, 2);
    assertThat(service.metrics().total("tributary_backend_connections")).isBetween(1.0, 8.0);
  }

  @Test
  @DisplayName("E4: responses by the class of their status, refusals included")
  void countsResponsesByTheClassOfTheirStatus() throws Exception {
    get("/complete", 200, 3);
    get("/none", 502, 2);
    get("/nowhere", 404, 4);
    Exposition metrics = service.metrics();
    assertThat(metrics.value("tributary_responses_total", "status=2xx")).isEqualTo(3);
    assertThat(metrics.value("tributary_responses_total", "status=4xx")).isEqualTo(4);
    assertThat(metrics.value("tributary_responses_total", "status=5xx")).isEqualTo(2);
    assertThat(metrics.value("tributary_responses_total", "status=3xx")).isZero();
  }

  @Test
  @DisplayName("E4: also the response to half a head")
  void countsTheResponseToHalfAHead() throws Exception {
    String yaml =
        """
        backends: { b: { url: "http://127.0.0.1:9" } }
        aggregates: { /a: { parts: { a: { backend: b, path: / } } } }
        """;
    try (RunningService impatient = RunningService.startWith("headTimeout: 5s", yaml);
        RawClient client = new RawClient(impatient.service().port())) {
      client.send("GET /a HTTP/1.1\r\n");
      assertThat(client.answer().status()).isEqualTo(408);
      Exposition metrics = impatient.metrics();
      assertThat(metrics.value("tributary_responses_total", "status=4xx")).isEqualTo(1);
    }
  }

  @Test
  @DisplayName("E4: whether a breaker is open, from the start on")
  void showsWhetherABreakerIsOpen() throws Exception {
    String open = "tributary_backend_breaker_open";
    assertThat(service.metrics().value(open, "backend=broken")).isZero();
    get("/none", 502, 100);
    assertThat(service.metrics().value(open, "backend=broken")).isEqualTo(1);
    assertThat(service.metrics().total(open)).as("only backends with a breaker").isEqualTo(1);
  }

  private static double part(Exposition metrics, String aggregate, String part, String outcome) {
    return metrics.value(
        "tributary_part_seconds_count",
        "aggregate=" + aggregate,
        "part=" + part,
        "backend=" + part,
        "outcome=" + outcome,
        "status=" + (outcome.equals("bad_status") ? "5xx" : ""));
  }

  private void get(String path, int status, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(service.get(path).statusCode()).isEqualTo(status);
    }
  }

  private CompletableFuture<HttpResponse<String>> hanging() {
    return service
        .client()
        .sendAsync(
            HttpRequest.newBuilder(service.url("/hanging")).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
