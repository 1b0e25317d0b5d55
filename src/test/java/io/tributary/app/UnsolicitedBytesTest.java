package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of a backend that sends more than was asked for. */
class UnsolicitedBytesTest {
  private static final String METRIC = "tributary_backend_unsolicited_total";
  private static final String LABEL = "backend=chatty";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend chatty =
      FakeBackend.start(
          vertx, exchange -> exchange.write(FakeBackend.ok("[1]") + FakeBackend.ok("[2]")));

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  @ParameterizedTest(name = "B8: {0}: a metric and a log line")
  @ValueSource(strings = {"web", "lean"})
  @DisplayName("B8: unsolicited bytes are counted and logged")
  void areCountedAndLogged(String transport) throws Exception {
    try (RecordedLogs logs = new RecordedLogs();
        RunningService service =
            RunningService.start(
                """
                backends: { chatty: { url: "%s", transport: %s } }
                aggregates: { /a: { parts: { a: { backend: chatty, path: / } } } }
                """
                    .formatted(chatty.url(), transport))) {
      assertThat(service.get("/a").body()).contains("[1]");
      service.eventually(metrics -> metrics.value(METRIC, LABEL) == 1);
      assertThat(logs.lines())
          .filteredOn(line -> line.startsWith("WARN Backend chatty sent bytes"))
          .hasSize(1);
    }
  }
}
