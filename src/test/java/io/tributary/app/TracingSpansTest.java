package io.tributary.app;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.ExportedSpan;
import io.tributary.support.FakeBackend;
import io.tributary.support.OtlpReceiver;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The spans that a receiver gets of requests over the wire. */
class TracingSpansTest {
  private final Vertx vertx = TestVertx.create();
  private final OtlpReceiver receiver = new OtlpReceiver(vertx);
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private TracedService started(String transport, String aggregates) throws Exception {
    return TracedService.before(backend, receiver, folder, transport, aggregates);
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  void aRequestIsUnderItsClientsSpanAndCallsAreUnderTheRequest(String transport) throws Exception {
    try (TracedService service =
        started(
            transport,
            "\"/all/{id}\": { parts: { one: { backend: b, path: \"/one/{id}{?q}\" } }, inputs: { q: {} } }")) {
      service.get(
          "/all/7?q=" + TracedService.CANARY,
          "traceparent",
          TracedService.SAMPLED,
          "X-Request-Id",
          "r1");
      List<ExportedSpan> spans = service.spans();
      assertThat(spans).hasSize(2);
      ExportedSpan server = service.span("GET /all/{id}");
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
      ExportedSpan call = service.span("GET /one/{id}");
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
      assertThat(spans.toString()).doesNotContain(TracedService.CANARY);
      assertThat(call.span().getStartTimeUnixNano())
          .isGreaterThanOrEqualTo(server.span().getStartTimeUnixNano());
      assertThat(call.span().getEndTimeUnixNano())
          .isLessThanOrEqualTo(server.span().getEndTimeUnixNano());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"web", "lean"})
  void aCredentialInAPathIsNotExported(String transport) throws Exception {
    try (TracedService service =
        started(transport, "/a: { parts: { a: { backend: b, path: \"/${API_TOKEN}/one\" } } }")) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      assertThat(service.span("GET /…/one").get("url.template")).isEqualTo("/…/one");
      assertThat(backend.heads().getFirst()).startsWith("GET /" + TracedService.CANARY + "/one ");
      assertThat(service.spans().toString()).doesNotContain(TracedService.CANARY);
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
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          web  | path: "/b/{id}", forEach: { id: "[.a[0], 2, 3]" }             | GET /b/{id} | 3
          lean | path: "/b/{id}", forEach: { id: "[.a[0], 2, 3]" }             | GET /b/{id} | 3
          web  | path: "/b{?ids}", with: { ids: "[.a[0], 2, 3]" }, chunk: 2    | GET /b      | 2
          lean | path: "/b{?ids}", with: { ids: "[.a[0], 2, 3]" }, chunk: 2    | GET /b      | 2
          """)
  void eachCallOfAPartHasTheSpanThatItsBackendKnows(
      String transport, String several, String name, int number) throws Exception {
    try (TracedService service =
        started(
            transport,
            "/a: { parts: { a: { backend: b, path: /one }, b: { backend: b, %s } } }"
                .formatted(several))) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      ExportedSpan server = service.span("GET /a");
      List<ExportedSpan> calls =
          service.spans().stream().filter(span -> span.name().equals(name)).toList();
      assertThat(calls).hasSize(number).allMatch(call -> call.parent().equals(server.id()));
      assertThat(backend.heads().stream().filter(head -> head.startsWith("GET /b")))
          .hasSize(number)
          .allMatch(head -> calls.stream().anyMatch(call -> head.contains("-" + call.id() + "-")));
    }
  }

  @Test
  void callsAfterTheFirst64ShareASpan() throws Exception {
    try (TracedService service =
        started(
            "web",
            """
            /a: { inputs: { ids: { type: array, maxItems: 70 } },
                parts: { b: { backend: b, path: "/b/{id}", forEach: { id: $inputs.ids, max: 70 } } } }
            """)) {
      String ids = IntStream.range(0, 70).mapToObj(id -> "ids=" + id).collect(joining("&"));
      service.get("/a?" + ids, "traceparent", TracedService.SAMPLED);
      ExportedSpan rest = service.span("b more");
      assertThat(rest.parent()).isEqualTo(service.span("GET /a").id());
      assertThat(rest.get("tributary.calls")).isEqualTo("6");
    }
  }

  @Test
  void waitingForInputsAndComputingThemAreSpans() throws Exception {
    try (TracedService service =
        started(
            "web",
            "/a: { parts: { a: { backend: b, path: /one },"
                + " b: { backend: b, path: \"/b{?n}\", with: { n: \"size(.a)\" } } } }")) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      ExportedSpan server = service.span("GET /a");
      assertThat(service.span("b inputs").parent()).isEqualTo(server.id());
      assertThat(service.span("b worker").get("tributary.phase")).isEqualTo("worker");
      ExportedSpan computing = service.span("b computing");
      assertThat(computing.kind()).isEqualTo("INTERNAL");
      assertThat(computing.get("tributary.part")).isEqualTo("b");
      assertThat(service.span("GET /b").span().getStartTimeUnixNano())
          .isGreaterThanOrEqualTo(computing.span().getEndTimeUnixNano());
    }
  }

  @Test
  void aRequestForNoAggregateIsASpanToo() throws Exception {
    try (TracedService service = started("web", "/a: { parts: { a: { backend: b, path: / } } }")) {
      service.get("/nowhere", "traceparent", TracedService.SAMPLED);
      ExportedSpan server = service.span("GET");
      assertThat(server.get("http.response.status_code")).isEqualTo("404");
      assertThat(server.failed()).isFalse();
    }
  }
}
