package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.ops.SettingChange;
import io.tributary.support.FakeBackend;
import io.tributary.support.RawClient;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload changes, what it keeps, and what it says. */
class ReloadTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[1]"));
  private final FakeBackend hanging = FakeBackend.start(vertx, _ -> {});

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private String config(String backends, String aggregates) {
    return """
    deadline: 30s
    backends:
      users: { url: "%s", timeout: 20s }
    %s
    aggregates:
      /users: { parts: { users: { backend: users, path: / } } }
    %s
    """
        .formatted(users.url(), backends.indent(2).stripTrailing(), aggregates.indent(2));
  }

  private String users() {
    return config("", "");
  }

  @Test
  void anAddedAggregateIsServedAndARemovedOneIsNot() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, users())) {
      assertThat(service.get("/more").statusCode()).isEqualTo(404);
      Reloaded reloaded =
          service.reload(
              config("", "/more: { parts: { users: { backend: users, path: /more } } }"));
      assertThat(service.get("/more").statusCode()).isEqualTo(200);
      assertThat(reloaded)
          .isEqualTo(
              new Reloaded.Applied(
                  2,
                  List.of(
                      added("aggregates./more.parts.users.backend", "users"),
                      added("aggregates./more.parts.users.path", "/more")),
                  List.of()));
      assertThat(service.reload(users())).isInstanceOf(Reloaded.Applied.class);
      assertThat(service.get("/more").statusCode()).isEqualTo(404);
      assertThat(service.get("/users").statusCode()).isEqualTo(200);
    }
  }

  private static SettingChange added(String path, String value) {
    return new SettingChange(path, Optional.empty(), Optional.of(value));
  }

  @Test
  void aChangedTimeoutIsInForceAtOnce() throws Exception {
    String slow = "slow: { url: \"%s\", timeout: %s }";
    String aggregate = "/slow: { parts: { slow: { backend: slow, path: / } } }";
    try (ReloadingService service =
        ReloadingService.start(folder, config(slow.formatted(hanging.url(), "25s"), aggregate))) {
      Reloaded reloaded = service.reload(config(slow.formatted(hanging.url(), "50ms"), aggregate));
      assertThat(reloaded)
          .isEqualTo(
              new Reloaded.Applied(
                  2,
                  List.of(
                      new SettingChange(
                          "backends.slow.timeout", Optional.of("25s"), Optional.of("50ms"))),
                  List.of()));
      assertThat(service.get("/slow").statusCode()).isEqualTo(504);
    }
  }

  @Test
  void aDocumentThatArrivesMeanwhileIsServed() throws Exception {
    String yaml =
        """
        deadline: 3s
        backends: { users: { url: "%s", maxConcurrent: %d } }
        aggregates: { /send: { method: POST, parts: { one: { backend: users, path: /, when: $body.go } } } }
        """;
    try (ReloadingService service = ReloadingService.start(folder, yaml.formatted(users.url(), 5));
        RawClient client = new RawClient(service.service().port())) {
      client.send(
          "POST /send HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 11\r\n\r\n{\"go\":");
      assertThat(service.get("/nowhere").statusCode()).isEqualTo(404);
      assertThat(service.reload(yaml.formatted(users.url(), 6)))
          .isInstanceOf(Reloaded.Applied.class);
      Thread.sleep(3500); // longer than the deadline, which begins with the whole document
      assertThat(client.send("true}").answer().body())
          .isEqualTo("{\"complete\":true,\"data\":{\"one\":[1]},\"errors\":[]}");
    }
  }

  @Test
  void aFileWithMistakesChangesNothingAndSaysWhyWithItsLines() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, users());
        RecordedLogs logs = new RecordedLogs()) {
      Reloaded reloaded =
          service.reload(config("x: { url: nowhere }", "/y: { parts: { a: { backend: b } } }"));
      assertThat(reloaded).isInstanceOf(Reloaded.Refused.class);
      assertThat(((Reloaded.Refused) reloaded).problems())
          .anyMatch(problem -> problem.startsWith("backends.x.url (line 7): "));
      assertThat(service.get("/users").statusCode()).isEqualTo(200);
      assertThat(service.get("/y").statusCode()).isEqualTo(404);
      assertThat(service.service().configuration().refused()).isPresent();
      assertThat(service.metrics().value("tributary_config_reloads_total", "result=refused"))
          .as("one by the signal, and one if the watch of the file saw it at the same time")
          .isBetween(1.0, 2.0);
      assertThat(service.metrics().value("tributary_config_refused")).isEqualTo(1);
      assertThat(service.reload(users())).isInstanceOf(Reloaded.Unchanged.class);
      assertThat(service.metrics().value("tributary_config_refused")).isZero();
      assertThat(logs.lines())
          .filteredOn(line -> line.startsWith("WARN Configuration not reloaded (SIGHUP)"))
          .singleElement()
          .asString()
          .contains("generation 1 stays in force", "(line 7)");
    }
  }

  @Test
  void settingsThatNeedARestartAreNamedAndTheOthersAreInForce() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, users())) {
      String elsewhere =
          (ReloadingService.PORTS
                  + config("", "/more: { parts: { u: { backend: users, path: / } } }"))
              .replace("port: 0 }\nmanagement", "port: 1, openapi: true }\nmanagement")
              .replace("drain: 5s", "drain: 4s");
      Reloaded reloaded = service.reload(elsewhere);
      assertThat(((Reloaded.Applied) reloaded).restart()).containsExactly("server.port");
      assertThat(service.get("/more").statusCode()).isEqualTo(200);
      assertThat(service.get("/openapi.json").body()).contains("/more");
      assertThat(service.ask("/openapi.json").body()).contains("/more");
    }
  }

  @Test
  void aFileThatSaysTheSameIsNotANewGeneration() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, users())) {
      assertThat(service.reload()).isEqualTo(new Reloaded.Unchanged(1, List.of()));
    }
  }

  @Test
  void aDeadlineMayBeMuchLongerThanTheFirst() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, users())) {
      assertThat(service.reload(users().replace("deadline: 30s", "deadline: 10m")))
          .isInstanceOf(Reloaded.Applied.class);
      assertThat(service.get("/users").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void operatorsReloadByRequest() throws Exception {
    try (ReloadingService service = ReloadingService.start(folder, users())) {
      String before = "20s";
      String said = "\"changes\":[]";
      int generation = 1;
      while (said.contains("\"changes\":[]")) { // the watch of the file may be faster
        assertThat(generation).isLessThan(10);
        String after = "120" + generation + "ms";
        service.write(users().replace("timeout: 20s", "timeout: " + after));
        HttpResponse<String> reloaded = service.post("/reload");
        assertThat(reloaded.statusCode()).isEqualTo(200);
        said = reloaded.body();
        generation++;
        if (!said.contains("\"changes\":[]")) {
          assertThat(said)
              .isEqualTo(
                  "{\"generation\":%d,\"changes\":[{\"path\":\"backends.users.timeout\",\"before\":\"%s\",\"after\":\"%s\"}],\"restart\":[]}",
                  generation, before, after);
        }
        before = after;
      }
      assertThat(service.ask("/info").body()).contains("\"generation\":" + generation);
      service.write("deadline: soon");
      assertThat(service.post("/reload"))
          .returns(422, one -> one.statusCode())
          .extracting(one -> one.body())
          .asString()
          .startsWith("{\"problems\":[\"")
          .contains("deadline (line 4)");
      assertThat(service.ask("/reload").statusCode()).isEqualTo(405);
      Exposition metrics = service.metrics();
      assertThat(metrics.value("tributary_config_generation")).isEqualTo(generation);
      assertThat(metrics.value("tributary_config_reloads_total", "result=applied"))
          .isEqualTo(generation - 1);
    }
  }
}
