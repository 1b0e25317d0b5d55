package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.ExportedSpan;
import io.tributary.support.FakeBackend;
import io.tributary.support.OtlpReceiver;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What spans say of calls, transforms and requests that fail. */
class TracingFailuresTest {
  private final Vertx vertx = TestVertx.create();
  private final OtlpReceiver receiver = new OtlpReceiver(vertx);
  private final FakeBackend backend = FakeBackend.start(vertx, TracingFailuresTest::play);

  @TempDir private Path folder = Path.of("");

  private static void play(FakeBackend.Exchange exchange) {
    String target = exchange.head().split(" ", 3)[1];
    if (target.startsWith("/fails")) {
      exchange.write("HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}");
    } else if (target.startsWith("/stale") && exchange.request() > 1) {
      exchange.closeConnection();
    } else if (!target.startsWith("/hangs")) {
      exchange.answer("[1]");
    }
  }

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private TracedService started(String transport, String aggregates) throws Exception {
    return TracedService.before(backend, receiver, folder, transport, aggregates);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  void theRetryOfAStaleConnectionIsASpanOfItsOwn(String transport) throws Exception {
    try (TracedService service =
        started(transport, "/a: { parts: { a: { backend: b, path: /stale } } }")) {
      List<ExportedSpan> calls = List.of();
      while (calls.size() < 2) { // the event loop that gets the request may have no connection yet
        String id = service.get("/a").headers().firstValue("X-Request-Id").orElseThrow();
        calls =
            service.spansOfRequest(id).stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .toList();
      }
      ExportedSpan first = calls.getFirst();
      ExportedSpan second = calls.getLast();
      assertThat(first.get("error.type")).isEqualTo("unreachable");
      assertThat(first.failed()).isTrue();
      assertThat(first.get("tributary.connection.reused")).isEqualTo("true");
      assertThat(second.get("http.request.resend_count")).isEqualTo("1");
      assertThat(second.failed()).isFalse();
      assertThat(second.parent()).isEqualTo(first.parent());
      assertThat(backend.heads().subList(backend.heads().size() - 2, backend.heads().size()))
          .satisfiesExactly(
              head -> assertThat(head).contains(first.id()),
              head -> assertThat(head).contains(second.id()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  void aCallTellsHowItFailed(String transport) throws Exception {
    try (TracedService service =
        started(
            transport,
            "/a: { parts: { bad: { backend: b, path: /fails },"
                + " late: { backend: b, path: /hangs, timeout: 50ms } } }")) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      ExportedSpan bad = service.span("GET /fails");
      assertThat(bad.failed()).isTrue();
      assertThat(bad.get("error.type")).isEqualTo("500");
      assertThat(bad.get("http.response.status_code")).isEqualTo("500");
      ExportedSpan late = service.span("GET /hangs");
      assertThat(late.failed()).isTrue();
      assertThat(late.get("error.type")).isEqualTo("timeout");
      ExportedSpan server = service.span("GET /a");
      assertThat(server.failed()).isTrue();
      assertThat(server.get("tributary.complete")).isEqualTo("none");
      assertThat(server.get("http.response.status_code")).isEqualTo("502");
      assertThat(server.get("error.type")).isEqualTo("502");
    }
  }

  @Test
  void aPartThatIsNotCalledHasASpanThatSaysWhy() throws Exception {
    try (TracedService service =
        started(
            "web",
            "/a: { parts: { a: { backend: fragile, path: /fails }, b: { backend: b, path: / } } }")) {
      service.get("/a");
      service.get("/a", "traceparent", TracedService.SAMPLED);
      ExportedSpan refused = service.span("a");
      assertThat(refused.kind()).isEqualTo("INTERNAL");
      assertThat(refused.failed()).isTrue();
      assertThat(refused.get("error.type")).isEqualTo("circuit_open");
    }
  }

  @Test
  void aClientThatLeavesCancelsItsCalls() throws Exception {
    try (TracedService service =
        started("web", "/a: { parts: { a: { backend: b, path: /hangs } } }")) {
      try (RawClient client = new RawClient(service.port())) {
        client.send(
            "GET /a HTTP/1.1\r\nHost: a\r\ntraceparent: " + TracedService.SAMPLED + "\r\n\r\n");
        assertThat(Eventually.holds(Patience.HANG, () -> !backend.heads().isEmpty()))
            .isLessThan(Patience.HANG);
      }
      assertThat(service.span("GET /hangs").get("error.type")).isEqualTo("cancelled");
      ExportedSpan server = service.span("GET /a");
      assertThat(server.get("error.type")).isEqualTo("cancelled");
      assertThat(server.attributes()).doesNotContainKey("http.response.status_code");
    }
  }

  @Test
  void theTransformIsASpanAndTellsHowItFailed() throws Exception {
    try (TracedService service =
        started(
            "web", "/a: { parts: { a: { backend: b, path: /one } }, transform: throwing.jslt }")) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      assertThat(service.span("transform worker").failed()).isFalse();
      assertThat(service.span("GET /a").failed()).isTrue();
      ExportedSpan computing = service.span("transform computing");
      assertThat(computing.kind()).isEqualTo("INTERNAL");
      assertThat(computing.failed()).isTrue();
      assertThat(computing.get("error.type")).isEqualTo("internal");
    }
  }
}
