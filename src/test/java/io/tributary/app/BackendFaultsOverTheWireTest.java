package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of backends that only the whole service shows, each named after its number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackendFaultsOverTheWireTest {
  private static final String FIELDS =
      """
      Set-Cookie: a=b; HttpOnly
      Server: EVIL
      X-Powered-By: EVIL
      Strict-Transport-Security: max-age=1
      Connection: keep-alive, X-Hop
      X-Hop: EVIL
      Keep-Alive: timeout=9
      Proxy-Authenticate: EVIL
      Upgrade: EVIL
      Trailer: EVIL
      Via: EVIL
      Cache-Control: public
      ETag: "EVIL"
      Location: http://169.254.169.254/
      Access-Control-Allow-Origin: *
      """
          .replace("\n", "\r\n");

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String document = "null";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s", maxBody: 4MiB } }
          aggregates:
            /fields: { parts: { it: { backend: b, path: /fields } } }
            /size: { parts: { it: { backend: b, path: /document } }, transform: size.jslt }
            /computed:
              parts:
                it: { backend: b, path: /document }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: ".it.id" } }
          """
              .formatted(backend.url()),
          Map.of("size.jslt", "{\"size\": size(.it)}"));

  BackendFaultsOverTheWireTest() throws Exception {}

  private void play(Exchange exchange) {
    switch (exchange.head().split("[ ?]", 3)[1]) {
      case "/fields" ->
          exchange.write("HTTP/1.1 200 OK\r\n" + FIELDS + "Content-Length: 3\r\n\r\n[1]");
      case "/document" -> exchange.answer(document);
      default -> exchange.answer("\"" + exchange.head().split(" ", 3)[1] + "\"");
    }
  }

  @AfterAll
  void close() {
    gateway.close();
    TestVertx.close(vertx);
  }

  @Test
  @DisplayName("fault 140: no header of a backend reaches the client")
  void keepsTheHeadersOfBackendsToItself() throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      Answer answer = client.get("/fields").answer();
      assertThat(answer.body())
          .isEqualTo("{\"complete\":true,\"data\":{\"it\":[1]},\"errors\":[]}");
      assertThat(
              answer.head().stream()
                  .skip(1)
                  .map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT)))
          .containsExactlyInAnyOrder(
              "x-request-id",
              "aggregate-complete",
              "vary",
              "server-timing",
              "content-type",
              "cache-control",
              "date",
              "content-length");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
    }
  }

  /** "Aa" and "BB" have the same hash code, and so has each text of 16 of them. */
  @Test
  @DisplayName("fault 149: a transform reads 50000 keys with one hash code in its time")
  void readsKeysThatCollide() throws Exception {
    document =
        IntStream.range(0, 50_000)
            .mapToObj(
                key ->
                    IntStream.range(0, 16)
                        .mapToObj(bit -> (key >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining("", "\"", "\":1")))
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(gateway.get("/size").body())
        .isEqualTo("{\"complete\":true,\"data\":{\"size\":50000},\"errors\":[]}");
  }

  @ParameterizedTest(name = "fault 153: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an id                    | {"id":"u1"}           | "dependent":"/dependent?x=u1"
          a number                 | {"id":1}              | "dependent":"/dependent?x=1"
          no id                    | {}                    | "dependent":null
          an array for an object   | [{"id":1}]            | "dependent":null
          a text for an object     | "id"                  | "dependent":null
          null for an object       | null                  | "dependent":null
          an object for an id      | {"id":{"a":1}}        | "its input x could not be computed"
          an array for an id       | {"id":[1,2]}          | "dependent":"/dependent?x=1,2"
          nested arrays for an id  | {"id":[[1]]}          | "its input x could not be computed"
          """)
  void takesAWrongShapeForNoInputs(String shape, String json, String expected) throws Exception {
    document = json;
    assertThat(gateway.get("/computed").body()).contains(expected).doesNotContain("internal");
  }

  @Test
  @DisplayName("fault 153: 10000 items where 10 are expected")
  void doesNotAskForTooManyItems() throws Exception {
    document =
        IntStream.range(0, 10_000)
            .mapToObj(Integer::toString)
            .collect(Collectors.joining(",", "{\"id\":[", "]}"));
    assertThat(gateway.get("/computed").body())
        .contains("{\"part\":\"dependent\",\"reason\":\"dependency\"");
  }
}
