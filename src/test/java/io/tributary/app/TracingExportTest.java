package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.DeadPort;
import io.tributary.support.Eventually;
import io.tributary.support.ExportedSpan;
import io.tributary.support.FakeBackend;
import io.tributary.support.OtlpReceiver;
import io.tributary.support.OtlpReceiver.Behaviour;
import io.tributary.support.Patience;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receivers of spans, good and bad: none of them delays a response or the stop. */
class TracingExportTest {
  private final Vertx vertx = TestVertx.create();
  private final OtlpReceiver receiver = new OtlpReceiver(vertx);
  private final FakeBackend backend = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private TracedService started(Map<String, String> variables) throws Exception {
    return TracedService.start(
        receiver,
        folder,
        """
        backends: { b: { url: "%s" } }
        aggregates: { /a: { parts: { one: { backend: b, path: / } } } }
        """
            .formatted(backend.url()),
        variables);
  }

  private static double dropped(TracedService service) {
    try {
      return service.metrics().value("tributary_spans_dropped_total");
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
  }

  private static void awaitDropped(TracedService service, int atLeast) {
    assertThat(Eventually.holds(Patience.HANG, () -> dropped(service) >= atLeast))
        .isLessThan(Patience.HANG);
  }

  private static List<String> warnings(RecordedLogs logs) {
    return logs.lines().stream().filter(line -> line.contains("spans were not exported")).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void spansArriveOverBothProtocols(String protocol) throws Exception {
    try (TracedService service = started(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", protocol))) {
      service.get("/a", "traceparent", TracedService.SAMPLED);
      assertThat(service.spans()).hasSize(2);
      assertThat(dropped(service)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void aDeadReceiverIsOneLine(String protocol) throws Exception {
    try (DeadPort dead = new DeadPort();
        RecordedLogs logs = new RecordedLogs();
        TracedService service =
            started(
                Map.of(
                    "OTEL_EXPORTER_OTLP_PROTOCOL",
                    protocol,
                    "OTEL_EXPORTER_OTLP_TIMEOUT",
                    "200",
                    "OTEL_EXPORTER_OTLP_ENDPOINT",
                    dead.url().toString()))) {
      for (int round = 1; round <= 2; round++) {
        assertThat(service.get("/a").statusCode()).isEqualTo(200);
        awaitDropped(service, 2 * round);
      }
      assertThat(warnings(logs))
          .singleElement()
          .satisfies(line -> assertThat(line).matches("WARN [12] spans were not exported: .+"));
      assertThat(logs.lines()).noneMatch(line -> line.contains("\tat "));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void aReceiverThatRefusesSpansIsNamedWithItsStatus(String protocol) throws Exception {
    receiver.behave(Behaviour.REFUSES);
    try (RecordedLogs logs = new RecordedLogs();
        TracedService service = started(Map.of("OTEL_EXPORTER_OTLP_PROTOCOL", protocol))) {
      service.get("/a");
      awaitDropped(service, 2);
      assertThat(warnings(logs))
          .singleElement()
          .satisfies(
              line ->
                  assertThat(line)
                      .contains("the receiver answered with")
                      .contains(protocol.equals("grpc") ? "INVALID_ARGUMENT" : "400"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void whatASlowReceiverDoesNotTakeIsDroppedBeyondABound(String protocol) throws Exception {
    receiver.behave(Behaviour.HANGS);
    Map<String, String> small =
        Map.of(
            "OTEL_EXPORTER_OTLP_PROTOCOL", protocol,
            "OTEL_BSP_MAX_QUEUE_SIZE", "4",
            "OTEL_BSP_MAX_EXPORT_BATCH_SIZE", "2",
            "OTEL_EXPORTER_OTLP_TIMEOUT", "60000",
            "OTEL_BSP_EXPORT_TIMEOUT", "60000");
    try (TracedService service = started(small)) {
      for (int i = 0; i < 10; i++) {
        assertThat(service.get("/a").statusCode()).isEqualTo(200);
      }
      awaitDropped(service, 16);
      assertThat(dropped(service)).isEqualTo(16);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"grpc", "http/protobuf"})
  void aSlowReceiverDoesNotHoldUpTheStop(String protocol) throws Exception {
    receiver.behave(Behaviour.HANGS);
    try (RecordedLogs logs = new RecordedLogs()) {
      Map<String, String> patient =
          Map.of(
              "OTEL_EXPORTER_OTLP_PROTOCOL", protocol,
              "OTEL_EXPORTER_OTLP_TIMEOUT", "600000",
              "OTEL_BSP_EXPORT_TIMEOUT", "600000");
      TracedService service = started(patient);
      service.get("/a");
      long begun = System.nanoTime();
      service.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Patience.HANG);
      assertThat(warnings(logs))
          .containsExactly(
              "WARN 2 spans were not exported: the receiver did not take them before the end");
    }
  }

  /** A busy machine may need more than the second that a stop waits for the export. */
  @Test
  void theLastSpansAreExportedAtTheStop() {
    assertThat(Eventually.holds(Patience.HANG, this::exportsAtTheStop)).isLessThan(Patience.HANG);
    assertThat(receiver.spans()).extracting(ExportedSpan::id).doesNotHaveDuplicates();
  }

  private boolean exportsAtTheStop() {
    try (TracedService service = started(Map.of("OTEL_BSP_SCHEDULE_DELAY", "3600000"))) {
      service.get("/a");
    } catch (Exception failed) {
      throw new AssertionError(failed);
    }
    return receiver.spans().size() >= 2;
  }
}
