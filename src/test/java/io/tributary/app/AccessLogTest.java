package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.accesslog.AccessLog;
import io.tributary.aggregate.AggregateObserver;
import io.tributary.config.AccessLogConfig;
import io.tributary.support.ChunkedInput;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The access log of requests over the wire. */
class AccessLogTest {
  private static final String CANARY = "c4n4ry";

  @TempDir private Path folder = Path.of("");

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, AccessLogTest::play);
  private final AtomicLong leftOut = new AtomicLong();
  private Path file;
  private AccessLog log;
  private RunningGateway gateway;

  private static void play(FakeBackend.Exchange exchange) {
    if (exchange.head().startsWith("GET /fails")) {
      exchange.write("HTTP/1.1 500 X\r\nContent-Length: 2\r\n\r\n{}");
    } else if (!exchange.head().startsWith("GET /hangs")) {
      exchange.answer("[1]");
    }
  }

  @BeforeEach
  void start() throws Exception {
    file = folder.resolve("access.log");
    begin(1.0);
  }

  private void begin(double sample) throws Exception {
    log =
        AccessLog.start(
            new AccessLogConfig(AccessLogConfig.Format.JSON, Optional.of(file), sample),
            leftOut::addAndGet);
    gateway =
        RunningGateway.start(
            """
            server: { host: 127.0.0.1, port: 0, trustedProxies: [127.0.0.1] }
            backends: { b: { url: "%s", headers: { X-Secret: %s } } }
            aggregates:
              /well/{id}:
                inputs: { q: {} }
                parts: { one: { backend: b, path: "/a{?q}" } }
              /partly: { parts: { one: { backend: b, path: /a }, two: { backend: b, path: /fails } } }
              /send: { method: POST, parts: { one: { backend: b, path: /a } } }
              /hangs: { parts: { one: { backend: b, path: /hangs } } }
            """
                .formatted(backend.url(), CANARY),
            SomeObservers.of(AggregateObserver.NONE, log));
  }

  @AfterEach
  void stop() {
    gateway.close();
    log.close();
    TestVertx.close(vertx);
  }

  @Test
  void aStreamIsOneRequestWhetherItEndsOrNot() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      var _ = client.get("/well/1", "Accept: text/event-stream").answerToHead();
      ChunkedInput stream = client.chunks();
      while (stream.read() >= 0) {
        // to the end
      }
      var _ = client.get("/hangs", "Accept: text/event-stream").answerToHead();
    }
    List<JsonNode> lines = lines(2);
    assertThat(lines).allMatch(line -> line.path("status").asInt() == 200);
    assertThat(lines.get(0).path("complete").asText()).isEqualTo("complete");
    assertThat(lines.get(0).path("bytes").asInt()).isGreaterThan(100);
    assertThat(lines.get(0).has("delivered")).isFalse();
    assertThat(lines.get(1).path("delivered").asBoolean(true)).isFalse();
  }

  /** The lines, once there are so many. */
  private List<JsonNode> lines(int count) throws IOException {
    assertThat(Eventually.holds(Patience.HANG, () -> text().size() >= count))
        .as("%s", text())
        .isLessThan(Patience.HANG);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : text()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    assertThat(lines).hasSize(count);
    return lines;
  }

  private List<String> text() {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  @Test
  void anAggregateIsALineWithItsParts() throws Exception {
    String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    int length =
        gateway.get("/partly", "X-Request-Id", "r1", "traceparent", traceparent).body().length();
    JsonNode line = lines(1).getFirst();
    assertThat(line.get("method").textValue()).isEqualTo("GET");
    assertThat(line.get("route").textValue()).isEqualTo("/partly");
    assertThat(line.get("status").intValue()).isEqualTo(200);
    assertThat(line.get("complete").textValue()).isEqualTo("partial");
    assertThat(line.get("bytes").intValue()).isEqualTo(length);
    assertThat(line.get("client").textValue()).isEqualTo("127.0.0.1");
    assertThat(line.get("protocol").textValue()).isEqualTo("HTTP/1.1");
    assertThat(line.get("request_id").textValue()).isEqualTo("r1");
    assertThat(line.get("trace_id").textValue()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
    assertThat(line.get("ms").doubleValue()).isPositive();
    JsonNode parts = line.get("parts");
    assertThat(parts.get("one").get("outcome").textValue()).isEqualTo("success");
    assertThat(parts.get("two").get("outcome").textValue()).isEqualTo("bad_status");
    assertThat(parts.get("two").get("status").intValue()).isEqualTo(500);
    assertThat(parts.get("two").get("ms").doubleValue()).isPositive();
    assertThat(line.has("delivered")).isFalse();
  }

  @Test
  void aDocumentIsALineWhetherItArrivesOrNot() throws Exception {
    String head =
        "POST /send HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n";
    try (RawClient client = new RawClient(gateway.port())) {
      assertThat(client.send(head + "{}").answer().status()).isEqualTo(200);
      client.send(head + "{").reset();
    }
    List<JsonNode> lines = lines(2);
    assertThat(lines).allMatch(line -> line.path("method").asText().equals("POST"));
    assertThat(lines).allMatch(line -> line.path("route").asText().equals("/send"));
    assertThat(lines.get(0).path("status").asInt()).isEqualTo(200);
    assertThat(lines.get(0).path("parts").path("one").path("outcome").asText())
        .isEqualTo("success");
    assertThat(lines.get(1).path("status").asInt()).as("its client left").isEqualTo(499);
    assertThat(lines.get(1).path("delivered").asBoolean(true)).isFalse();
  }

  @Test
  void whatIsNoAggregateIsALineToo() throws Exception {
    gateway.get("/nowhere");
    gateway.send("POST", "/partly");
    try (RawClient client = new RawClient(gateway.port())) {
      client.send("GET /partly HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(400);
    }
    assertThat(lines(3))
        .extracting(line -> line.get("status").intValue())
        .containsExactlyInAnyOrder(404, 405, 400);
    assertThat(lines(3)).noneMatch(line -> line.has("complete"));
  }

  @Test
  void aClientThatLeavesIsALine() throws Exception {
    try (RawClient client = new RawClient(gateway.port())) {
      client.send("GET /hangs HTTP/1.1\r\nHost: a\r\n\r\n");
      assertThat(Eventually.holds(Patience.HANG, () -> gateway.gateway().inFlight() == 1))
          .isLessThan(Patience.HANG);
    }
    JsonNode line = lines(1).getFirst();
    assertThat(line.get("status").intValue()).isEqualTo(499);
    assertThat(line.get("complete").textValue()).isEqualTo("cancelled");
    assertThat(line.get("delivered").booleanValue()).isFalse();
  }

  @Test
  void theClientBehindATrustedProxyIsNamed() throws Exception {
    gateway.get("/partly", "X-Forwarded-For", "203.0.113.9, 192.0.2.1");
    assertThat(lines(1).getFirst().get("client").textValue()).isEqualTo("192.0.2.1");
  }

  @Test
  void neitherTheQueryNorACredentialIsInIt() throws Exception {
    gateway.get(
        "/well/" + CANARY + "?q=" + CANARY + "&x=" + CANARY,
        "Authorization",
        "Bearer " + CANARY,
        "Cookie",
        "session=" + CANARY);
    gateway.get("/nowhere/" + CANARY + "?q=" + CANARY);
    lines(2);
    assertThat(Files.readString(file)).doesNotContain(CANARY);
  }

  @Test
  void ofASampleOfNothingOnlyWhatWentWrongIsLeft() throws Exception {
    gateway.close();
    log.close();
    begin(0);
    for (int i = 0; i < 10; i++) {
      gateway.get("/well/1");
    }
    gateway.get("/partly");
    assertThat(lines(1).getFirst().get("route").textValue()).isEqualTo("/partly");
  }
}
