package io.tributary.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The console of a running service: who may use it, and what it asks. */
final class ConsoleOfServiceTest {
  private static final String TOKEN = "c4nary-t0ken";
  private static final String EXPLAIN = "/console/explain?method=GET&url=/a/1";

  /** What a proxy on this machine adds for a client elsewhere. */
  private static final String REMOTE = "X-Forwarded-For: 192.0.2.1";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend =
      FakeBackend.start(
          vertx,
          exchange -> {
            if (exchange.head().startsWith("GET /gone")) {
              exchange.write("HTTP/1.1 500 x\r\nContent-Length: 0\r\n\r\n");
            } else {
              exchange.answer("[1]");
            }
          });

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stop() {
    TestVertx.close(vertx);
  }

  private ReloadingService start(String server, String console) throws Exception {
    Files.writeString(folder.resolve("key"), "c4nary-key");
    return ReloadingService.start(
        Files.writeString(
            folder.resolve("tributary.yaml"),
            """
            server: { host: 127.0.0.1, port: 0 %s }
            management: { host: 127.0.0.1, port: 0, token: c4nary-t0ken, console: { %s } }
            shutdown: { linger: 0s, drain: 5s }
            deadline: 60s
            tracing: { link: "https://traces.example/{traceId}" }
            backends:
              users: { url: "%s", headers: { X-Key: "${file:key}" } }
            aggregates:
              /a/{id}:
                parts:
                  user: { backend: users, path: "/users/{id}", forward: [Authorization] }
                  gone: { backend: users, path: "/gone" }
            """
                .formatted(server, console, backend.url())));
  }

  static List<String> guarded() {
    return List.of(
        "GET /",
        "GET /console/main.js",
        "GET /console/state",
        "GET " + EXPLAIN,
        "POST /console/ask",
        "HEAD /console/events");
  }

  @ParameterizedTest
  @MethodSource("guarded")
  void isForThisMachineAndForThoseWithTheToken(String request) throws Exception {
    try (ReloadingService service = start("", "ask: true")) {
      assertThat(send(service, request, "localhost").status()).isEqualTo(200);
      assertThat(send(service, request, "127.0.0.1:9090").status()).isEqualTo(200);
      assertThat(send(service, request, "evil.example").status()).as("rebinding").isEqualTo(403);
      assertThat(send(service, request, "localhost", "Origin: http://evil.example").status())
          .as("another origin")
          .isEqualTo(403);
      assertThat(send(service, request, "localhost", "Sec-Fetch-Site: cross-site").status())
          .as("another site")
          .isEqualTo(403);
      assertThat(send(service, request, "10.0.0.1", REMOTE).status()).isEqualTo(401);
      assertThat(send(service, request, "10.0.0.1", REMOTE, basic("me:wrong")).status())
          .isEqualTo(401);
      assertThat(send(service, request, "10.0.0.1", REMOTE, basic("me:" + TOKEN)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void aLinkOfADashboardOpensThePage() throws Exception {
    try (ReloadingService service = start("", "")) {
      Answer page =
          send(
              service,
              "GET /",
              "localhost",
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Mode: navigate",
              "Sec-Fetch-Dest: document");
      assertThat(page.status()).isEqualTo(200);
      assertThat(page.body()).contains("<title>Tributary</title>");
    }
  }

  @Test
  void asksThePublicPortAndNamesTheRequest() throws Exception {
    try (ReloadingService service = start("", "ask: true")) {
      asks(service);
    }
  }

  @Test
  void asksThePublicPortOverTlsWithACertificateForAnotherName() throws Exception {
    Certificate other = Certificate.of("api.example", folder);
    String tls =
        ", tls: { certificate: \"%s\", key: \"%s\" }".formatted(other.certificate(), other.key());
    try (ReloadingService service = start(tls, "ask: true")) {
      asks(service);
    }
  }

  private static void asks(ReloadingService service) throws IOException, InterruptedException {
    JsonObject answer = ask(service);
    for (int i = 0; i < 100 && !answer.containsKey("seq"); i++) { // recorded after its response
      answer = ask(service);
    }
    assertThat(answer.getInteger("status")).isEqualTo(200);
    assertThat(answer.getString("body")).startsWith("{\"complete\":false,\"data\":{\"user\":[1]");
    assertThat(answer.getJsonObject("headers").getMap()).containsKey("Aggregate-Complete");
    JsonObject state = new JsonObject(service.ask("/console/state").body());
    JsonObject request = state.getJsonArray("requests").getJsonObject(0);
    assertThat(request.getLong("seq")).isEqualTo(answer.getLong("seq"));
    assertThat(request.getString("outcome")).isEqualTo("partial");
  }

  private static JsonObject ask(ReloadingService service) throws IOException {
    return new JsonObject(send(service, "POST /console/ask", "localhost").body());
  }

  @Test
  void doesNotAskUnlessItMay() throws Exception {
    try (ReloadingService service = start("", "")) {
      Answer answer = send(service, "POST /console/ask", "localhost");
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.body()).contains("management.console.ask is false");
      assertThat(backend.heads()).isEmpty();
    }
  }

  @Test
  void aServiceWithoutConsoleHasNoneOfIt() throws Exception {
    try (ReloadingService service = start("", "enabled: false")) {
      for (String request : guarded()) {
        assertThat(send(service, request, "localhost").status()).as(request).isEqualTo(404);
      }
      assertThat(service.ask("/livez").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void explainsWhatIsInForceAfterAReload() throws Exception {
    try (ReloadingService service = start("", "")) {
      Path file = folder.resolve("tributary.yaml");
      Files.writeString(file, Files.readString(file).replace("/a/{id}:", "/b/{id}:"));
      assertThat(service.reload()).isNotInstanceOf(Reloaded.Refused.class);
      assertThat(service.ask("/console/explain?method=GET&url=/b/1").body())
          .contains("Aggregate  /b/{id}");
    }
  }

  private static Answer send(
      ReloadingService service, String request, String host, String... headers) throws IOException {
    boolean asks = request.startsWith("POST");
    String body = asks ? "{\"method\":\"GET\",\"url\":\"/a/1\",\"headers\":{}}" : "";
    StringBuilder head = new StringBuilder(request + " HTTP/1.1\r\nHost: " + host + "\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    if (asks) {
      head.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    try (RawClient client = new RawClient(service.service().managementPort())) {
      client.send(head + "\r\n" + body);
      return request.startsWith("HEAD") ? client.answerToHead() : client.answer();
    }
  }

  private static String basic(String credentials) {
    return "Authorization: Basic "
        + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8));
  }
}
