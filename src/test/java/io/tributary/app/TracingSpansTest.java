package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.ExportedSpan;
import io.tributary.support.FakeBackend;
import io.tributary.support.OtlpReceiver;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.tributary.transform.Transform;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The spans that a receiver gets of requests over the wire. */
class TracingSpansTest {
  private static final String CANARY = "c4n4ry";

  private final Vertx vertx = TestVertx.create();
  private final OtlpReceiver receiver = new OtlpReceiver(vertx);
  private final FakeBackend backend = FakeBackend.start(vertx, TracingSpansTest::play);

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
    TestVertx.await(vertx.close());
  }

  private TracedService started(String transport, String aggregates) throws Exception {
    return started(transport, aggregates, Map.of());
  }

  private TracedService started(
      String transport, String aggregates, Map<String, Transform> transforms) throws Exception {
    return TracedService.start(
        receiver,
        folder,
        """
        deadline: 60s
        backends:
          b: { url: "%s", transport: %s, headers: { X-Secret: %s } }
          closed: { url: "%s", transport: %s, breaker: { failures: 1, open: 1m } }
        aggregates: { %s }
        """
            .formatted(backend.url(), transport, CANARY, backend.url(), transport, aggregates),
        Map.of(),
        transforms);
  }

  private static ExportedSpan only(List<ExportedSpan> spans, String name) {
    assertThat(spans).filteredOn(span -> span.name().equals(name)).hasSize(1);
    return spans.stream().filter(span -> span.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  void aRequestIsUnderItsClientsSpanAndCallsAreUnderTheRequest(String transport) throws Exception {
    try (TracedService service =
        started(
            transport,
            "/all/{id}: { parts: { one: { backend: b, path: \"/one/{id}{?q}\" } }, inputs: { q: {} } }")) {
      service.get("/all/7?q=" + CANARY, "traceparent", TracedService.SAMPLED, "X-Request-Id", "r1");
      List<ExportedSpan> spans = service.spans();
      assertThat(spans).hasSize(2);
      ExportedSpan server = only(spans, "GET /all/{id}");
      assertThat(server.kind()).isEqualTo("SERVER");
      assertThat(server.parent()).isEqualTo(TracedService.CLIENT_SPAN);
      assertThat(server.failed()).isFalse();
      assertThat(server.attributes())
          .containsEntry("http.request.method", "GET")
          .containsEntry("http.route", "/all/{id}")
          .containsEntry("http.response.status_code", "200")
          .containsEntry("url.scheme", "http")
          .containsEntry("url.path", "/all/7")
          .containsEntry("client.address", "127.0.0.1")
          .containsEntry("server.address", "127.0.0.1")
          .containsEntry("server.port", Integer.toString(service.port()))
          .containsEntry("network.protocol.version", "1.1")
          .containsEntry("tributary.complete", "complete")
          .containsEntry("tributary.request_id", "r1")
          .doesNotContainKey("error.type");
      ExportedSpan call = only(spans, "GET /one/{id}");
      assertThat(call.kind()).isEqualTo("CLIENT");
      assertThat(call.parent()).isEqualTo(server.id());
      assertThat(call.failed()).isFalse();
      assertThat(call.attributes())
          .containsEntry("http.request.method", "GET")
          .containsEntry("url.template", "/one/{id}")
          .containsEntry("http.response.status_code", "200")
          .containsEntry("server.address", "127.0.0.1")
          .containsEntry("server.port", Integer.toString(backend.url().getPort()))
          .containsEntry("network.peer.address", "127.0.0.1")
          .containsEntry("network.protocol.version", "1.1")
          .containsEntry("tributary.part", "one")
          .containsEntry("tributary.backend", "b")
          .doesNotContainKeys("error.type", "http.request.resend_count");
      assertThat(call.events()).containsExactly("connecting", "response", "body", "check");
      assertThat(backend.heads().getFirst())
          .contains("traceparent: 00-" + server.trace() + "-" + call.id() + "-01");
      assertThat(spans.toString()).doesNotContain(CANARY);
      assertThat(call.span().getStartTimeUnixNano())
          .isGreaterThanOrEqualTo(server.span().getStartTimeUnixNano());
      assertThat(call.span().getEndTimeUnixNano())
          .isLessThanOrEqualTo(server.span().getEndTimeUnixNano());
    }
  }

  @Test
  void theServiceSaysWhatItIs() throws Exception {
    try (TracedService service = started("web", "/a: { parts: { a: { backend: b, path: / } } }")) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      service.spans();
      assertThat(ExportedSpan.attributes(receiver.resource().getAttributesList()))
          .containsEntry("service.name", "tributary")
          .containsKey("service.instance.id");
    }
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
      List<ExportedSpan> spans = service.spans();
      ExportedSpan bad = only(spans, "GET /fails");
      assertThat(bad.failed()).isTrue();
      assertThat(bad.get("error.type")).isEqualTo("500");
      assertThat(bad.get("http.response.status_code")).isEqualTo("500");
      ExportedSpan late = only(spans, "GET /hangs");
      assertThat(late.failed()).isTrue();
      assertThat(late.get("error.type")).isEqualTo("timeout");
      ExportedSpan server = only(spans, "GET /a");
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
            "/a: { parts: { a: { backend: closed, path: /fails }, b: { backend: b, path: / } } }")) {
      service.get("/a");
      service.get("/a", "traceparent", TracedService.SAMPLED);
      ExportedSpan refused = only(service.spans(), "a");
      assertThat(refused.kind()).isEqualTo("INTERNAL");
      assertThat(refused.failed()).isTrue();
      assertThat(refused.get("error.type")).isEqualTo("circuit_open");
    }
  }

  @Test
  void waitingForInputsAndComputingThemAreSpans() throws Exception {
    try (TracedService service =
        started(
            "web",
            "/a: { parts: { a: { backend: b, path: /a },"
                + " b: { backend: b, path: \"/b{?n}\", with: { n: \"size(.a)\" } } } }")) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      List<ExportedSpan> spans = service.spans();
      ExportedSpan server = only(spans, "GET /a");
      assertThat(only(spans, "b inputs").parent()).isEqualTo(server.id());
      assertThat(only(spans, "b worker").get("tributary.phase")).isEqualTo("worker");
      ExportedSpan computing = only(spans, "b computing");
      assertThat(computing.kind()).isEqualTo("INTERNAL");
      assertThat(computing.get("tributary.part")).isEqualTo("b");
      assertThat(only(spans, "GET /b").span().getStartTimeUnixNano())
          .isGreaterThanOrEqualTo(computing.span().getEndTimeUnixNano());
    }
  }

  @Test
  void theTransformIsASpanAndTellsHowItFailed() throws Exception {
    try (TracedService service =
        started(
            "web",
            "/a: { parts: { a: { backend: b, path: /a } }, transform: broken.jslt }",
            Map.of("broken.jslt", new ThrowingTransform()))) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      List<ExportedSpan> spans = service.spans();
      assertThat(only(spans, "transform worker").failed()).isFalse();
      assertThat(only(spans, "GET /a").failed()).isTrue();
      assertThat(only(spans, "transform computing").kind()).isEqualTo("INTERNAL");
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
      List<ExportedSpan> spans = service.spans();
      assertThat(only(spans, "GET /hangs").get("error.type")).isEqualTo("cancelled");
      ExportedSpan server = only(spans, "GET /a");
      assertThat(server.get("error.type")).isEqualTo("cancelled");
      assertThat(server.attributes()).doesNotContainKey("http.response.status_code");
    }
  }

  @Test
  void aRequestForNoAggregateIsASpanToo() throws Exception {
    try (TracedService service = started("web", "/a: { parts: { a: { backend: b, path: / } } }")) {
      service.get("/nowhere", "traceparent", TracedService.SAMPLED);
      ExportedSpan server = only(service.spans(), "GET");
      assertThat(server.get("http.response.status_code")).isEqualTo("404");
      assertThat(server.failed()).isFalse();
    }
  }
}
