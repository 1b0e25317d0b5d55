package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.support.DeadPort;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines that a process writes to its standard output: its log and its access log. */
final class StandardOutputIT {
  private static final int REQUESTS = 100;

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  private String yaml(DeadPort dead, String logs, String accessLog) {
    return """
        server: { host: 127.0.0.1, port: @port, accessLog: { format: %s } }
        management: { host: 127.0.0.1, port: @managementPort }
        log: { format: %s }
        shutdown: { linger: 1ms, drain: 5s }
        backends:
          users: { url: "%s" }
          dead: { url: "%s" }
        aggregates:
          /users: { parts: { users: { backend: users, path: /users } } }
          /both: { parts: { users: { backend: users, path: / }, dead: { backend: dead, path: / } } }
        """
        .formatted(accessLog, logs, users.url(), dead.url());
  }

  @Test
  void aJsonLogIsOneObjectALineFromStartToStop() throws Exception {
    try (DeadPort dead = new DeadPort();
        ServiceProcess service = ServiceProcess.start(folder, yaml(dead, "json", "json"))) {
      assertThat(service.get("/both").body()).contains("unreachable");
      Path config = folder.resolve("tributary.yaml");
      Files.writeString(config, Files.readString(config).replace("backend: dead", "backend: \"\""));
      service.process().signal("HUP");
      awaitSaid(service, "not reloaded (SIGHUP)");
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      List<JsonNode> lines = objects(service.process().out());
      assertThat(lines)
          .extracting(line -> line.path("message").asText())
          .anyMatch(message -> message.startsWith("Limits: "))
          .anyMatch(message -> message.startsWith("Ready: "))
          .anyMatch(message -> message.startsWith("Backend dead"))
          .anyMatch(message -> message.startsWith("Configuration not reloaded"))
          .endsWith("Stopped");
      assertThat(lines)
          .filteredOn(line -> line.has("message"))
          .allMatch(line -> line.has("time") && line.has("level") && line.has("logger"));
      assertThat(lines)
          .filteredOn(line -> line.has("route"))
          .extracting(line -> line.get("route").textValue())
          .containsExactly("/both");
      assertThat(service.process().err()).isEmpty();
    }
  }

  private static void awaitSaid(ServiceProcess service, String text) {
    assertThat(Eventually.holds(Patience.HANG, () -> service.process().said(text)))
        .isLessThan(Patience.HANG);
  }

  private static List<JsonNode> objects(String out) throws Exception {
    ObjectMapper strict = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    List<JsonNode> objects = new ArrayList<>();
    for (String line : out.lines().toList()) {
      assertThat(line).startsWith("{");
      objects.add(strict.readTree(line));
    }
    return objects;
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "logfmt"})
  void eachRequestIsAWholeLineUpToTheStop(String format) throws Exception {
    String line =
        format.equals("json")
            ? "\\{\"time\":\"[^\"]+\",\"method\":\"GET\",\"route\":\"/users\",\"status\":200,.*}"
            : "time=\\S+ method=GET route=/users status=200 .*users\\S*=success.*";
    try (DeadPort dead = new DeadPort();
        ServiceProcess service = ServiceProcess.start(folder, yaml(dead, "text", format))) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(service.get("/users").statusCode()).isEqualTo(200);
      }
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      assertThat(service.process().out().lines())
          .filteredOn(written -> written.contains("/users"))
          .hasSize(REQUESTS)
          .allMatch(written -> written.matches(line));
      assertThat(service.process().out()).endsWith("Stopped" + System.lineSeparator());
    }
  }
}
