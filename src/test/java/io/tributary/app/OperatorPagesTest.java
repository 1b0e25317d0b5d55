package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.DeadPort;
import io.tributary.support.FakeBackend;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What {@code /health}, {@code /info} and the metrics of calls say of a running service, and to
 * whom.
 */
final class OperatorPagesTest {
  private static final String CALLS = "http_client_request_duration_seconds_count";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend good = FakeBackend.start(vertx, exchange -> exchange.answer("[]"));
  private final FakeBackend bad = FakeBackend.start(vertx, OperatorPagesTest::fail);
  private final DeadPort nowhere;
  private final RunningService service;

  OperatorPagesTest() throws Exception {
    nowhere = new DeadPort();
    service =
        RunningService.start(
            """
            backends:
              good: { url: "%s", headers: { X-Key: c4nary } }
              bad: { url: "%s" }
              gone: { url: "%s", breaker: { failures: 1, open: 10m } }
              idle: { url: "%s" }
            aggregates:
              /a:
                parts:
                  good: { backend: good, path: /x }
                  bad: { backend: bad, path: /x }
                  gone: { backend: gone, path: /x }
            """
                .formatted(good.url(), bad.url(), nowhere.url(), good.url()));
  }

  private static void fail(FakeBackend.Exchange exchange) {
    exchange.write("HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n");
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    nowhere.close();
    TestVertx.close(vertx);
  }

  @Test
  void healthSaysWhichBackendsFailAndStaysUp() throws Exception {
    service.service().ready();
    assertThat(service.get("/a").statusCode()).isEqualTo(200);
    HttpResponse<String> health = service.ask("/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(
            new JsonObject(health.body())
                .getJsonObject("components")
                .getJsonObject("backends")
                .getJsonObject("details"))
        .isEqualTo(
            new JsonObject()
                .put("bad", "failing: bad_status")
                .put("gone", "circuit open")
                .put("good", "ok")
                .put("idle", "ok"));
  }

  @Test
  void infoSaysWhatRunsAndHasNoSecrets() throws Exception {
    HttpResponse<String> answer = service.ask("/info");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("c4nary").doesNotContain(good.url().toString());
    JsonObject info = new JsonObject(answer.body());
    assertThat(info.getJsonObject("build").getString("version")).isNotEmpty();
    assertThat(info.getJsonObject("java").getString("version"))
        .isEqualTo(Runtime.version().toString());
    assertThat(info.getJsonObject("configuration").getLong("generation")).isEqualTo(1);
    assertThat(Instant.parse(info.getJsonObject("process").getString("started")))
        .isBefore(Instant.now().plus(Duration.ofMinutes(1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/livez", "/readyz", "/metrics", "/health", "/info", "/openapi.json"})
  void answersUnderEveryName(String path) throws Exception {
    service.service().ready();
    try (RawClient client = new RawClient(service.service().managementPort())) {
      client.send("GET %s HTTP/1.1\r\nHost: evil.example\r\n\r\n".formatted(path));
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @Test
  void callsAreMeasuredUnderOpenTelemetrysNames() throws Exception {
    assertThat(service.get("/a").statusCode()).isEqualTo(200);
    assertThat(service.get("/a").statusCode()).isEqualTo(200);
    Exposition page = service.metrics();
    assertThat(page.total(CALLS, "http_response_status_code=200", "error_type=,")).isEqualTo(2);
    assertThat(page.total(CALLS, "http_response_status_code=500", "error_type=500")).isEqualTo(2);
    assertThat(page.total(CALLS, "http_response_status_code=,", "error_type=unreachable"))
        .as("the breaker makes the second call impossible")
        .isEqualTo(1);
    assertThat(page.total(CALLS, "http_request_method=GET", "server_address=127.0.0.1"))
        .isEqualTo(5);
    service.eventually(later -> later.value("http_server_active_requests") == 0);
  }
}
