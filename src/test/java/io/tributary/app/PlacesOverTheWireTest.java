package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the response shows the bodies of backends, over the running service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PlacesOverTheWireTest {
  /** A list with ten megabytes of keys. */
  private static final String KEYS =
      IntStream.range(0, 10_240)
          .mapToObj(i -> "{\"id\":\"" + "x".repeat(1024) + i + "\"}")
          .collect(Collectors.joining(",", "[", "]"));

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          transforms: { maxOutput: 1MiB }
          backends: { b: { url: "%s" }, big: { url: "%s", maxBody: 16MiB } }
          aggregates:
            /flat:
              parts:
                one: { backend: b, path: /one, flatten: true }
                two: { backend: b, path: /two }
            /first:
              sameName: first
              parts:
                one: { backend: b, path: /one, flatten: true }
                user: { backend: b, path: /user, flatten: true, rename: { name: n } }
            /last:
              sameName: last
              parts:
                one: { backend: b, path: /one, flatten: true }
                user: { backend: b, path: /user, flatten: true, rename: { name: n } }
            /flatlist: { parts: { it: { backend: b, path: /list, flatten: true }, user: { backend: b, path: /user } } }
            /many: { parts: { it: { backend: b, path: /many, flatten: true }, user: { backend: b, path: /user } } }
            /into:
              parts:
                credit: { backend: b, path: /two, into: user }
                user: { backend: b, path: /user }
            /replaced: { parts: { name: { backend: b, path: /two, into: user }, user: { backend: b, path: /user } } }
            /failed: { parts: { credit: { backend: b, path: /reset, into: user }, user: { backend: b, path: /user } } }
            /defaulted: { parts: { credit: { backend: b, path: /reset, into: user, default: [0] }, user: { backend: b, path: /user } } }
            /without: { parts: { credit: { backend: b, path: /two, into: user }, user: { backend: b, path: /reset } } }
            /null: { parts: { credit: { backend: b, path: /two, into: user }, user: { backend: b, path: /null } } }
            /list: { parts: { credit: { backend: b, path: /two, into: user }, user: { backend: b, path: /list } } }
            /liftedinto: { parts: { credit: { backend: b, path: /two, into: user }, user: { backend: b, path: /user, flatten: true } } }
            /large: { parts: { large: { backend: b, path: /large, into: user }, user: { backend: b, path: /user } } }
            /toolarge: { parts: { large: { backend: b, path: /large, into: user }, second: { backend: b, path: /large, into: user }, user: { backend: b, path: /user } } }
            /joined:
              parts:
                customer: { backend: b, path: /customers, into: orders, match: { customer: id }, keep: [name] }
                orders: { backend: b, path: /orders, drop: [customer] }
            /joinedfallback:
              parts:
                customer: { backend: b, path: /reset, into: orders, match: { customer: id }, fallback: other }
                other: { backend: b, path: /customers, keep: [name] }
                orders: { backend: b, path: /orders, drop: [customer] }
            /chunks:
              parts:
                orders: { backend: b, path: /orders }
                customer:
                  backend: b
                  path: "/customers{?ids}"
                  with: { ids: { each: /orders/*/customer } }
                  chunk: 1
                  into: orders
                  match: { customer: id }
            /each:
              parts:
                orders: { backend: b, path: /orders }
                customer:
                  backend: b
                  path: "/customers/{id}"
                  forEach: { id: "[for (.orders) .customer]" }
                  into: orders
                  match: { customer: id }
            /nocustomers: { parts: { orders: { backend: b, path: /orders, keep: [n] }, customer: { backend: b, path: /reset, into: orders, match: { customer: id } } } }
            /nolist: { parts: { orders: { backend: b, path: /orders, keep: [n] }, customer: { backend: b, path: /user, into: orders, match: { customer: id } } } }
            /noorders: { parts: { orders: { backend: b, path: /user }, customer: { backend: b, path: /customers, into: orders, match: { customer: id } } } }
            /byworker: { parts: { orders: { backend: b, path: /orders }, customer: { backend: b, path: /largelist, into: orders, match: { customer: id } } } }
            /keys: { parts: { orders: { backend: b, path: /orders }, user: { backend: b, path: /user }, customer: { backend: big, path: /keys, into: orders, match: { customer: id } } } }
            /explosion: { parts: { user: { backend: b, path: /user }, list: { backend: b, path: /elements }, customer: { backend: b, path: /largelist, into: list, match: { k: id } } } }
            /flatfallback: { parts: { it: { backend: b, path: /reset, flatten: true, fallback: other }, other: { backend: b, path: /user } } }
            /flatlistfallback: { parts: { it: { backend: b, path: /reset, flatten: true, fallback: other, default: { d: 1 } }, other: { backend: b, path: /list } } }
            /flatmanyfallback: { parts: { it: { backend: b, path: /reset, flatten: true, fallback: other }, other: { backend: b, path: /many }, user: { backend: b, path: /user } } }
            /listfallback: { parts: { credit: { backend: b, path: /two, into: user }, user: { backend: b, path: /reset, fallback: other }, other: { backend: b, path: /list } } }
            /matchfallback: { parts: { orders: { backend: b, path: /orders, keep: [n] }, customer: { backend: b, path: /reset, into: orders, match: { customer: id }, fallback: other }, other: { backend: b, path: /user } } }
            /requiredfallback: { parts: { it: { backend: b, path: /reset, flatten: true, required: true, fallback: other }, other: { backend: b, path: /list } } }
            /fallback:
              parts:
                orders: { backend: b, path: /reset, fallback: other }
                other: { backend: b, path: /orders, keep: [n] }
                customer: { backend: b, path: /customers, into: orders, match: { customer: id } }
          """
              .formatted(backend.url(), backend.url()));

  PlacesOverTheWireTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    switch (exchange.head().split(" ", 3)[1]) {
      case "/one" -> exchange.answer(" { \"n\": 1.0, \"two\" : 2, \"z\":\"\\u00e9\" } ");
      case "/two" -> exchange.answer("[ 2 ]");
      case "/user" -> exchange.answer("{ \"name\": \"A\" }");
      case "/list" -> exchange.answer("[1]");
      case "/many" -> exchange.answer("{\"x\":1" + ",\"x\":1".repeat(1000) + "}");
      case "/null" -> exchange.answer("null");
      case "/orders" ->
          exchange.answer("[ {\"n\": 1.0, \"customer\": \"c1\"}, {\"customer\":\"c2\",\"n\":2} ]");
      case "/customers" ->
          exchange.answer("[{\"id\":\"c\\u0031\",\"name\":\"A\"},{\"id\":\"c1\",\"name\":\"B\"}]");
      case "/customers?ids=c1", "/customers?ids=c2" ->
          exchange.answer("[{\"id\":\"" + exchange.head().split("[= ]", 4)[2] + "\"}]");
      case "/customers/c1" -> exchange.answer("{\"id\":\"c1\"}");
      case "/largelist" ->
          exchange.answer("[{\"id\":\"c1\",\"x\":\"" + "x".repeat(600_000) + "\"}]");
      case "/keys" -> exchange.answer(KEYS);
      case "/elements" -> exchange.answer("[{\"k\":\"c1\"},{\"k\":\"c1\"}]");
      case "/large" -> exchange.answer("\"" + "x".repeat(600_000) + "\"");
      default -> exchange.resetConnection();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /flat                   | {"n": 1.0,"z":"\\u00e9","two":[ 2 ]}
          /first                  | {"n": 1.0, "two" : 2, "z":"\\u00e9"}
          /last                   | {"two" : 2,"z":"\\u00e9","n": "A"}
          /into                   | {"user":{ "name": "A","credit":[ 2 ] }}
          /into?parts=user        | {"user":{ "name": "A" }}
          /into?parts=credit      | {"credit":[ 2 ]}
          /into?parts=user,credit | {"user":{ "name": "A","credit":[ 2 ] }}
          /replaced               | {"user":{ "name": [ 2 ] }}
          /null                   | {"user":null}
          /joined                 | {"orders":[ {"n": 1.0,"customer":{"name":"A"}}, {"n":2,"customer":null} ]}
          /joined?parts=customer  | {"customer":[{"name":"A"},{"name":"B"}]}
          /chunks                 | {"orders":[ {"n": 1.0, "customer": {"id":"c1"}}, {"customer":{"id":"c2"},"n":2} ]}
          /liftedinto             | {"name": "A","credit":[ 2 ]}
          """)
  void isWhereTheConfigurationSays(String route, String data) throws Exception {
    assertThat(get(route)).isEqualTo("{\"complete\":true,\"data\":" + data + ",\"errors\":[]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /flatlist  | {"user":{ "name": "A" }}            | it     | bad_body
          /many      | {"user":{ "name": "A" }}            | it     | bad_body
          /failed    | {"user":{ "name": "A","credit":null }} | credit | unreachable
          /joinedfallback?parts=customer,orders | {"orders":[ {"n": 1.0,"customer":{"name":"A"}}, {"n":2,"customer":null} ]} | customer | unreachable
          /defaulted | {"user":{ "name": "A","credit":[0] }} | credit | unreachable
          /without   | {"user":null}                       | user   | unreachable
          /list      | {"user":null}                       | user   | bad_body
          /nocustomers | {"orders":[ {"n": 1.0,"customer":null}, {"n":2,"customer":null} ]} | customer | unreachable
          /nolist    | {"orders":[ {"n": 1.0,"customer":null}, {"n":2,"customer":null} ]} | customer | bad_body
          /noorders  | {"orders":null} | orders | bad_body
          /each      | {"orders":[ {"n": 1.0, "customer": {"id":"c1"}}, {"customer":null,"n":2} ]} | customer | unreachable
          /keys      | {"orders":null,"user":{ "name": "A" }} | orders | too_large
          /explosion | {"user":{ "name": "A" },"list":null} | list | too_large
          /fallback  | {"orders":[ {"n": 1.0,"customer":{"id":"c\\u0031","name":"A"}}, {"n":2,"customer":null} ],"other":[ {"n": 1.0}, {"n":2} ]} | orders | unreachable
          /flatfallback | {"name": "A","other":{ "name": "A" }} | it | unreachable
          /flatlistfallback | {"d":1,"other":[1]} | it | bad_body
          /listfallback | {"user":null,"other":[1]} | user | bad_body
          /matchfallback | {"orders":[ {"n": 1.0,"customer":null}, {"n":2,"customer":null} ],"other":{ "name": "A" }} | customer | bad_body
          /toolarge  | {"user":null}                       | user   | too_large
          """)
  void aFailureIsInTheErrors(String route, String data, String part, String reason)
      throws Exception {
    assertThat(get(route))
        .startsWith(
            "{\"complete\":false,\"data\":" + data + ",\"errors\":[{\"part\":\"" + part + "\",")
        .contains("\"reason\":\"" + reason + "\"");
  }

  @Test
  void noMoreMembersOfAFallbackAreLiftedThanOfThePart() throws Exception {
    assertThat(get("/flatmanyfallback"))
        .startsWith("{\"complete\":false,\"data\":{\"other\":{\"x\":1,")
        .contains("{\"part\":\"it\",\"reason\":\"bad_body\"");
  }

  @Test
  void aRequiredPartNeedsAFallbackThatCanTakeItsPlace() throws Exception {
    assertThat(gateway.get("/requiredfallback").statusCode()).isEqualTo(502);
  }

  @Test
  void aWorkerPutsLargeBodiesTogether() throws Exception {
    assertThat(get("/byworker"))
        .startsWith(
            "{\"complete\":true,\"data\":{\"orders\":[ {\"n\": 1.0, \"customer\":"
                + " {\"id\":\"c1\",\"x\":\"xxx");
    assertThat(get("/large"))
        .startsWith("{\"complete\":true,\"data\":{\"user\":{ \"name\": \"A\",\"large\":\"xxx")
        .endsWith("xxx\" }},\"errors\":[]}");
  }

  @Test
  void aStreamHasEachPartByItself() throws Exception {
    assertThat(gateway.get("/joined", "Accept", "application/x-ndjson").body())
        .contains("\"part\":\"customer\",\"outcome\":\"success\",\"value\":[{\"name\":\"A\"}")
        .contains("\"complete\":true");
  }

  private String get(String route) throws Exception {
    return gateway.get(route).body();
  }
}
