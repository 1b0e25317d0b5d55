package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.ExportedSpan;
import io.tributary.support.FakeBackend;
import io.tributary.support.OtlpReceiver;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which requests have spans, and what backends are told of them. */
class TracingSamplingTest {
  private final Vertx vertx = TestVertx.create();
  private final OtlpReceiver receiver = new OtlpReceiver(vertx);
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private String yaml(double ratio) {
    return """
        backends: { b: { url: "%s" } }
        aggregates: { /a: { parts: { one: { backend: b, path: / } } } }
        tracing: { ratio: %s }
        """
        .formatted(backend.url(), ratio);
  }

  private TracedService started(double ratio, Map<String, String> variables) throws Exception {
    return TracedService.start(receiver, folder, yaml(ratio), variables);
  }

  /** The last {@code traceparent} that the backend got. */
  private String sent() {
    return backend
        .heads()
        .getLast()
        .lines()
        .filter(line -> line.startsWith("traceparent: "))
        .findFirst()
        .orElseThrow()
        .substring("traceparent: ".length());
  }

  /** The requests that had spans, of those that the service has answered until it was closed. */
  private long recorded() {
    return receiver.spans().stream().filter(span -> span.kind().equals("SERVER")).count();
  }

  /** A service that is closed waits only for a second until its spans have been sent. */
  private void awaitRecorded(int expected) {
    assertThat(Eventually.holds(Patience.HANG, () -> recorded() >= expected))
        .isLessThan(Patience.HANG);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, -00", "1, 3, -01"})
  void theRatioDecidesAboutNewTraces(double ratio, int recorded, String flags) throws Exception {
    try (TracedService service = started(ratio, Map.of())) {
      for (int i = 0; i < 3; i++) {
        service.get("/a");
        assertThat(sent()).endsWith(flags);
      }
      awaitRecorded(recorded);
    }
    assertThat(recorded()).isEqualTo(recorded);
  }

  @Test
  void theClientDecidesAboutItsTraces() throws Exception {
    try (TracedService service = started(0, Map.of())) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      assertThat(sent()).endsWith("-01").isNotEqualTo(TracedService.SAMPLED);
      awaitRecorded(1);
    }
    assertThat(recorded()).isEqualTo(1);
  }

  @Test
  void aTraceThatTheClientDoesNotSampleIsPassedOnAsItIs() throws Exception {
    try (TracedService service = started(1, Map.of())) {
      service.get("/a", "traceparent", TracedService.NOT_SAMPLED);
      assertThat(sent()).isEqualTo(TracedService.NOT_SAMPLED);
    }
    assertThat(recorded()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "always_on, '', 3",
    "always_off, '', 0",
    "traceidratio, 0, 0",
    "traceidratio, 1, 3",
    "parentbased_always_on, '', 2",
    "parentbased_always_off, '', 1",
    "parentbased_traceidratio, 0, 1",
    "parentbased_traceidratio, '', 2"
  })
  void theSamplerOfTheEnvironmentWins(String sampler, String argument, int recorded)
      throws Exception {
    try (TracedService service =
        started(0.5, Map.of("OTEL_TRACES_SAMPLER", sampler, "OTEL_TRACES_SAMPLER_ARG", argument))) {
      service.get("/a");
      service.get("/a", "traceparent", TracedService.SAMPLED);
      boolean own = sent().endsWith("-01");
      service.get("/a", "traceparent", TracedService.NOT_SAMPLED);
      assertThat(own)
          .isEqualTo(!List.of("always_off", "traceidratio").contains(sampler) || recorded == 3);
      awaitRecorded(recorded);
    }
    assertThat(recorded()).isEqualTo(recorded);
  }

  @Test
  void aReloadChangesTheRatio() throws Exception {
    try (TracedService service = started(0, Map.of())) {
      service.get("/a");
      service.reload(yaml(1));
      service.get("/a");
      assertThat(sent()).endsWith("-01");
      service.reload(yaml(0));
      service.get("/a");
      assertThat(sent()).endsWith("-00");
      awaitRecorded(1);
    }
    assertThat(recorded()).isEqualTo(1);
  }

  @Test
  void aNewTraceBeginsWithTheRequest() throws Exception {
    try (TracedService service = started(1, Map.of())) {
      service.get("/a");
      String trace = sent().substring(3, 35);
      List<ExportedSpan> spans = service.spans(trace);
      assertThat(spans)
          .filteredOn(span -> span.kind().equals("SERVER"))
          .singleElement()
          .satisfies(server -> assertThat(server.parent()).isEmpty());
    }
  }

  @Test
  void theDurationsOfSampledRequestsHaveExamples() throws Exception {
    try (TracedService service = started(0, Map.of())) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      List<ExportedSpan> spans = service.spans();
      String trace = spans.getFirst().trace();
      for (String metric :
          List.of(
              "http_server_request_duration_seconds_bucket",
              "http_client_request_duration_seconds_bucket",
              "tributary_aggregate_seconds_bucket",
              "tributary_part_seconds_bucket")) {
        String span =
            spans.stream()
                .filter(
                    one ->
                        one.kind().equals("CLIENT")
                            == (metric.contains("client") || metric.contains("part")))
                .findFirst()
                .orElseThrow()
                .id();
        assertThat(
                Eventually.holds(
                    Patience.HANG,
                    () ->
                        metrics(service)
                            .lines()
                            .anyMatch(
                                line ->
                                    line.startsWith(metric)
                                        && line.contains("trace_id=\"" + trace + "\"")
                                        && line.contains("span_id=\"" + span + "\""))))
            .as(metric)
            .isLessThan(Patience.HANG);
      }
      assertThat(service.openMetrics().lines())
          .as("Prometheus before 2.43 drops a scrape with an example of anything else")
          .filteredOn(line -> line.contains("trace_id"))
          .allMatch(line -> line.matches("\\w+_(bucket|total)\\{.*"));
    }
  }

  @Test
  void requestsThatAreNotSampledAreNoExamples() throws Exception {
    try (TracedService service = started(0, Map.of())) {
      service.get("/a");
      assertThat(
              Eventually.holds(
                  Patience.HANG, () -> metrics(service).contains("http_server_request_duration")))
          .isLessThan(Patience.HANG);
      assertThat(service.openMetrics()).doesNotContain("trace_id");
    }
  }

  private static String metrics(TracedService service) {
    try {
      return service.openMetrics();
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }
}
