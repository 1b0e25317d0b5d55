package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the response shows of the bodies of backends, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShapesOverTheWireTest {
  private static final String ORDERS =
      """
      {"page": 1, "data": {"items": [
        {"id": 1.10, "secret": "s1", "customer": {"id": "c\\u0031", "name": "A"}},
        {"id": 2e400, "secret": "s2", "customer": null}
      ]}}""";

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          transforms: { maxOutput: 1KiB }
          backends: { b: { url: "%s" }, lean: { url: "%s", transport: lean } }
          aggregates:
            /picked: { parts: { it: { backend: b, path: /orders, pick: /data/items/0/id } } }
            /kept:
              parts:
                it: { backend: lean, path: /orders, pick: /data/items, keep: [id, customer.name], rename: { customer.name: called } }
            /dropped: { parts: { it: { backend: b, path: /orders, pick: /data/items, drop: [secret, customer] } } }
            /missing: { parts: { it: { backend: b, path: /orders, pick: /data/nothing } } }
            /strict: { parts: { it: { backend: b, path: /orders, pick: /data/items/7, strict: true }, other: { backend: b, path: /other } } }
            /long:
              parts:
                fits: { backend: b, path: /orders, pick: /data/items, rename: { id: &name %s } }
                over: { backend: b, path: /many, rename: { a: *name } }
                less: { backend: b, path: /many, pick: /0, rename: { a: *name } }
            /used:
              parts:
                it: { backend: b, path: /customer, drop: [key] }
                dependent: { backend: b, path: "/dependent{?x}", with: { x: ".it.key" } }
          """
              .formatted(backend.url(), backend.url(), "n".repeat(100)));

  ShapesOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    exchange.answer(
        switch (exchange.head().split(" ", 3)[1]) {
          case "/orders" -> ORDERS;
          case "/many" -> "[" + "{\"a\":1},".repeat(20) + "{}]";
          case "/customer" -> "{\"name\":\"A\",\"key\":\"k7\"}";
          default -> "[]";
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /picked  | {"it":1.10}
          /missing | {"it":null}
          """)
  void showsWhatIsPicked(String route, String data) throws Exception {
    assertThat(get(route)).isEqualTo("{\"complete\":true,\"data\":" + data + ",\"errors\":[]}");
  }

  @Test
  void keepsTheBytesOfWhatStays() throws Exception {
    assertThat(get("/kept"))
        .contains(
            "[\n  {\"id\": 1.10, \"customer\": { \"called\": \"A\"}},\n"
                + "  {\"id\": 2e400, \"customer\": null}\n]");
    assertThat(get("/dropped")).contains("{\"id\": 1.10}").contains("{\"id\": 2e400}");
  }

  @Test
  void longNamesMakeAValueOnlySoLong() throws Exception {
    assertThat(get("/long"))
        .contains("\"fits\":[\n  {\"nnn", "\"over\":null", "\"less\":{\"nnn")
        .contains(
            "{\"part\":\"over\",\"reason\":\"too_large\","
                + "\"message\":\"the value is larger than allowed in its shape\"");
  }

  @Test
  void aBodyWithoutThePlaceFailsAStrictPart() throws Exception {
    assertThat(get("/strict"))
        .contains("\"it\":null", "\"reason\":\"bad_body\"")
        .contains("the body has no value at the place that is picked");
  }

  @Test
  void otherPartsSeeWhatTheResponseDoesNotShow() throws Exception {
    assertThat(get("/used")).contains("\"it\":{\"name\":\"A\"}");
    assertThat(backend.heads()).anyMatch(head -> head.startsWith("GET /dependent?x=k7 "));
  }

  private String get(String route) throws Exception {
    return gateway.get(route).body();
  }
}
