package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.DeadPort;
import io.tributary.support.EventReader;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A canary in every place where a service has a secret: nothing that it says has one. */
final class SecretsIT {
  private static final String CANARY = "c4nary";
  private static final String[] CREDENTIALS = {
    "Authorization", "Bearer c4nary-client", "Cookie", "session=c4nary-cookie"
  };

  /** What is put in the place of something in the file, so that it is refused. */
  private static final Map<String, String> MISTAKES =
      Map.of(
          "token: c4nary-token", "token: \"c4nary with spaces\"",
          "X-Constant: c4nary-constant", "X-Constant: \"c4nary\\u0007\"",
          "X-Part: c4nary-part", "X-Part: [c4nary]",
          "headers: { X-Constant", "header: { X-Constant",
          "url: \"http://", "url: \"http://c4nary:c4nary@",
          "deadline: 60s", "deadline: \"${API_TOKEN}\"",
          "/fails/${API_TOKEN}", "/fails/ ${API_TOKEN}",
          "X-Part: c4nary-part }", "X-Part: \"c4nary-part }");

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, SecretsIT::play);

  @TempDir Path folder = Path.of("");

  private static void play(FakeBackend.Exchange exchange) {
    String path = exchange.head().split(" ", 3)[1];
    if (path.contains("/fails")) {
      exchange.write("HTTP/1.1 500 c4nary\r\nX-Key: c4nary\r\nContent-Length: 6\r\n\r\nc4nary");
    } else if (path.contains("/text")) {
      exchange.answer(CANARY);
    } else if (path.contains("/wrong")) {
      exchange.write("HTTP/1.1 200 OK\r\nX-\u0001 c4nary: c4nary\r\nContent-Length: 1\r\n\r\n1");
    } else {
      exchange.answer("[1]");
    }
  }

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  private String yaml(DeadPort dead, String format) {
    return """
        server: { host: 127.0.0.1, port: @port, openapi: true, accessLog: {} }
        management: { host: 127.0.0.1, port: @managementPort, token: c4nary-token, console: { ask: true } }
        shutdown: { linger: 1ms, drain: 5s }
        deadline: 60s
        log: { format: %s }
        backends:
          users:
            url: "%s/${API_TOKEN}"
            timeout: 50s
            headers: { X-Constant: c4nary-constant, X-Variable: "${API_TOKEN}", X-File: "Bearer ${file:key}" }
          failing: { url: "%s", timeout: 50s, breaker: { failures: 1, open: 10m } }
          dead: { url: "%s", timeout: 50s }
        aggregates:
          /a/{id}:
            parts:
              user:
                backend: users
                path: "/users/{id}?key=${API_TOKEN}"
                forward: [Authorization, Cookie]
                headers: { X-Part: c4nary-part }
              fails: { backend: failing, path: "/fails/${API_TOKEN}" }
              text: { backend: users, path: "/text/${API_TOKEN}" }
              wrong: { backend: users, path: "/wrong/${API_TOKEN}" }
              dead: { backend: dead, path: "/dead/${API_TOKEN}" }
        """
        .formatted(format, backend.url(), backend.url(), dead.url());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void areInNothingThatTheServiceSays(String format) throws Exception {
    Files.writeString(folder.resolve("key"), "c4nary-file");
    try (DeadPort dead = new DeadPort();
        ServiceProcess service =
            ServiceProcess.start(
                folder,
                yaml(dead, format),
                (in, config) ->
                    JarProcess.startWithVariable("API_TOKEN", "c4nary-variable", in, config));
        EventReader events = EventReader.opened(service.managementPort())) {
      clean("an event", events.next("status").toString());
      serves(service);
      clean("an event", events.next("requests").toString());
      clean("an event", events.next("backends").toString());
      applies(service);
      clean("an event", events.next("configuration").toString());
      for (Map.Entry<String, String> mistake : MISTAKES.entrySet()) {
        refuses(service, mistake.getKey(), mistake.getValue());
      }
      clean("an event", events.next("configuration").toString());
      saysNothing(service);
      service.process().terminate();
      assertThat(service.process().exit()).isZero();
      assertThat(service.process().out())
          .contains("unreachable", "circuit breaker", "not reloaded", "\"status\":200")
          .doesNotContain(CANARY);
      assertThat(service.process().err()).isEmpty();
    }
  }

  /** Has secrets travel, so that they could be said. */
  private void serves(ServiceProcess service) throws Exception {
    for (String reason : List.of("bad_status", "circuit_open")) {
      HttpResponse<String> answer = service.get("/a/1?access_token=c4nary-query", CREDENTIALS);
      assertThat(answer.statusCode()).isEqualTo(200);
      clean("an answer", answer.body() + answer.headers());
      assertThat(answer.body()).contains(reason, "bad_body", "not valid HTTP", "cannot connect");
    }
    clean("an answer", service.get("/nowhere?token=c4nary-query", CREDENTIALS).body());
    try (RawClient client = new RawClient(service.port())) {
      String head = "GET /a/1 HTTP/1.1\r\nHost: a\r\nAuthorization c4nary\r\n\r\n";
      clean("an answer", client.send(head).answer().body());
    }
    for (String sent :
        List.of(
            "X-Constant: c4nary-constant",
            "X-Variable: c4nary-variable",
            "X-File: Bearer c4nary-file",
            "X-Part: c4nary-part",
            "/c4nary-variable/users/1?key=c4nary-variable",
            "/fails/c4nary-variable",
            "Bearer c4nary-client",
            "session=c4nary-cookie")) {
      assertThat(backend.heads()).anySatisfy(head -> assertThat(head).containsIgnoringCase(sent));
    }
  }

  private void applies(ServiceProcess service) throws Exception {
    Files.writeString(folder.resolve("key"), "c4nary-next");
    String before = "c4nary-constant";
    String said = "";
    for (int i = 0; !said.contains("backends.users.headers.X-Constant"); i++) {
      assertThat(i).as("times that the service saw the new file by itself, first").isLessThan(10);
      String next = "c4nary-other" + i;
      edit(before, next);
      HttpResponse<String> applied = service.post("/reload", "");
      said = applied.body();
      assertThat(applied.statusCode()).as(said).isEqualTo(200);
      clean("POST /reload", said);
      before = next;
    }
    assertThat(said).contains("…");
    edit(before, "c4nary-constant");
    assertThat(service.post("/reload", "").statusCode()).isEqualTo(200);
  }

  private void refuses(ServiceProcess service, String written, String mistake) throws Exception {
    String whole = edit(written, mistake);
    HttpResponse<String> refused = service.post("/reload", "");
    assertThat(refused.statusCode()).as("%s: %s", mistake, refused.body()).isEqualTo(422);
    clean("POST /reload with " + mistake, refused.body());
    clean("the state", service.ask("/console/state").body());
    Files.writeString(folder.resolve("tributary.yaml"), whole);
  }

  /** Returns what the file was before. */
  private String edit(String written, String instead) throws Exception {
    Path file = folder.resolve("tributary.yaml");
    String before = Files.readString(file);
    assertThat(before).contains(written);
    Files.writeString(file, before.replace(written, instead));
    return before;
  }

  private static void saysNothing(ServiceProcess service) throws Exception {
    for (String path :
        List.of(
            "/",
            "/livez",
            "/readyz",
            "/metrics",
            "/health",
            "/info",
            "/openapi.json",
            "/console/state",
            "/console/explain?method=GET&url=/a/1",
            "/console/explain?method=GET&url=/a/1&header=Authorization:%20c4nary")) {
      HttpResponse<String> answer = service.ask(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      clean(path, answer.body() + answer.headers());
    }
    clean("/openapi.json", service.get("/openapi.json").body());
    String asks = "{\"method\":\"GET\",\"url\":\"/a/1\",\"headers\":{}}";
    HttpResponse<String> asked = service.post("/console/ask", asks);
    assertThat(asked.body()).contains("\"status\":200");
    clean("POST /console/ask", asked.body());
    Duration refusals =
        Eventually.holds(Patience.HANG, () -> service.process().said("not reloaded"));
    assertThat(refusals).isLessThan(Patience.HANG);
  }

  private static void clean(String where, String text) {
    assertThat(text).as(where).doesNotContain(CANARY);
  }
}
