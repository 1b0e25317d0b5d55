package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The access log of a running service, as its file says. */
class AccessLogOfServiceTest {
  private static final int REQUESTS = 20;
  private static final String LEFT_OUT = "tributary_access_log_left_out_total";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private RunningService start(String accessLog) throws Exception {
    return RunningService.startWith(
        "accessLog: { %s }".formatted(accessLog),
        """
        deadline: 60s
        backends: { users: { url: "%s" } }
        aggregates: { /users: { parts: { users: { backend: users, path: / } } } }
        """
            .formatted(users.url()));
  }

  private static void ask(RunningService service) throws IOException, InterruptedException {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(service.get("/users").statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"json, '\"route\":\"/users\"'", "logfmt, route=/users"})
  void itsFileHasALineForEachRequestUpToTheStop(String format, String route) throws Exception {
    Path file = Files.writeString(folder.resolve("access.log"), "what was there\n");
    try (RunningService service = start("format: %s, file: \"%s\"".formatted(format, file))) {
      ask(service);
    }
    assertThat(Files.readAllLines(file))
        .hasSize(1 + REQUESTS)
        .startsWith("what was there")
        .filteredOn(line -> line.contains(route))
        .hasSize(REQUESTS);
  }

  @Test
  void aFullDiskStopsNoRequestAndIsCountedAndLoggedOnce() throws Exception {
    try (RecordedLogs logs = new RecordedLogs();
        RunningService service = start("file: /dev/full")) {
      ask(service);
      service.eventually(metrics -> metrics.value(LEFT_OUT) == REQUESTS);
      assertThat(logs.lines())
          .filteredOn(line -> line.startsWith("WARN The access log cannot be written"))
          .singleElement()
          .asString()
          .contains("No space left on device");
    }
  }
}
