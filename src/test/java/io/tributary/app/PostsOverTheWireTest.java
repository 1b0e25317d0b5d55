package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Parts that send a body, and parts whose body says that they have failed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostsOverTheWireTest {
  private static final String CLOSES = "/closes";
  private static final Predicate<String> UUID_TEXT =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").asMatchPredicate();

  private final Vertx vertx = TestVertx.create();
  private final Set<Object> connections = new HashSet<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server =
      TestVertx.await(vertx.createHttpServer().requestHandler(this::play).listen(0, "127.0.0.1"));

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "http://127.0.0.1:%d" } }
          aggregates:
            /made/{id}:
              inputs: { n: { type: integer, default: 1 } }
              parts:
                cart: { backend: b, path: /cart }
                post: { backend: b, path: /post, method: POST, body: '{"id": $inputs.id, "n": $inputs.n + 1, "first": .cart.lines[0]}' }
                put: { backend: b, path: "/put/{id}", method: PUT, body: .cart.lines, headers: { Content-Type: application/vnd.a+json } }
                patch: { backend: b, path: /patch, method: PATCH, body: { pointer: /cart/none } }
                delete: { backend: b, path: "/delete/{id}", method: DELETE, accept: [200] }
                each: { backend: b, path: "/each/{i}", method: POST, body: '{"c": 1}', forEach: { i: "[for (.cart.lines) .i]" } }
            /keys:
              parts:
                own: { backend: b, path: /a, method: POST, body: '{}', idempotent: true }
                given: { backend: b, path: /b, method: POST, idempotent: true, forward: [Idempotency-Key] }
            /keys/each:
              parts:
                each: { backend: b, path: "/each/{i}", method: POST, forward: [Idempotency-Key], forEach: { i: "[for (.cart.lines) .i]" } }
                chunk: { backend: b, path: "/chunk{?i}", method: PUT, forward: [Idempotency-Key], with: { i: "[for (.cart.lines) .i]" }, chunk: 1 }
                random: { backend: b, path: "/random/{i}", method: POST, idempotent: true, forEach: { i: "[for (.cart.lines) .i]" } }
                cart: { backend: b, path: /cart }
            /keys/two:
              parts:
                one: { backend: b, path: /post, method: POST, forward: [Idempotency-Key] }
                two: { backend: b, path: /post, method: POST, forward: [idempotency-key] }
                read: { backend: b, path: /cart, forward: [Idempotency-Key] }
            /broken:
              parts:
                one: { backend: b, path: /one, method: POST, body: 'error("no")' }
                two: { backend: b, path: /cart }
            /judged:
              inputs: { strict: { type: boolean, default: false } }
              parts:
                plain: { backend: b, path: /errors, failWhen: .plain.errors, pick: /data }
                worker: { backend: b, path: /errors, failWhen: "size(.worker.errors) > 1" }
                throws: { backend: b, path: /errors, failWhen: "error(.throws.data)" }
                input: { backend: b, path: /errors, failWhen: "$inputs.strict and .input.errors" }
                good: { backend: b, path: /cart, failWhen: .good.errors }
            /closing/once: { parts: { a: { backend: b, path: /closes, method: POST, body: '{}' } } }
            /closing/again: { parts: { a: { backend: b, path: /closes, method: POST, body: '{}', idempotent: true } } }
            /open: { parts: { a: { backend: b, path: /cart } } }
          """
              .formatted(server.actualPort()));

  private record Received(String line, String type, String length, String key, String body) {}

  PostsOverTheWireTest() throws Exception {}

  @BeforeEach
  void forget() {
    received.clear();
  }

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(HttpServerRequest request) {
    request
        .body()
        .onSuccess(
            body -> {
              received.add(
                  new Received(
                      request.method() + " " + request.uri(),
                      String.valueOf(request.getHeader("Content-Type")),
                      String.valueOf(request.getHeader("Content-Length")),
                      String.valueOf(request.getHeader("Idempotency-Key")),
                      body.toString()));
              answer(request);
            });
  }

  /** The first request on a connection is answered. The next is not, if it is for that path. */
  private void answer(HttpServerRequest request) {
    if (!connections.add(request.connection()) && request.path().equals(CLOSES)) {
      var _ = request.connection().close();
      return;
    }
    var _ =
        request
            .response()
            .end(
                switch (request.path()) {
                  case "/cart" -> "{\"lines\": [ {\"i\": 1.50}, {\"i\":2}]}";
                  case "/errors" -> "{\"data\":{\"a\":1},\"errors\":[{\"m\":\"x\"}]}";
                  default -> "{}";
                });
  }

  @Test
  void bodiesAreMadeOfPartsAndInputs() throws Exception {
    assertThat(gateway.get("/made/x?n=4").body()).startsWith("{\"complete\":true,");
    assertThat(received)
        .contains(
            new Received(
                "POST /post",
                "application/json",
                "35",
                "null",
                "{\"id\":\"x\",\"n\":5,\"first\":{\"i\":1.50}}"),
            new Received(
                "PUT /put/x",
                "application/vnd.a+json",
                "23",
                "null",
                "[ {\"i\": 1.50}, {\"i\":2}]"),
            new Received("PATCH /patch", "application/json", "4", "null", "null"),
            new Received("POST /each/1.50", "application/json", "7", "null", "{\"c\":1}"),
            new Received("POST /each/2", "application/json", "7", "null", "{\"c\":1}"));
    assertThat(received)
        .filteredOn(one -> one.line().equals("DELETE /delete/x"))
        .singleElement()
        .satisfies(one -> assertThat(one.body() + one.type()).isEqualTo("null"));
  }

  @Test
  void aBodyThatCannotBeMadeIsNotSent() throws Exception {
    assertThat(gateway.get("/broken").body())
        .contains(
            "{\"part\":\"one\",\"reason\":\"dependency\","
                + "\"message\":\"its body could not be computed\"");
    assertThat(received).extracting(Received::line).containsOnly("GET /cart");
  }

  @Test
  void whatMayBeRepeatedHasAKey() throws Exception {
    assertThat(gateway.get("/keys", "Idempotency-Key", "k 1").statusCode()).isEqualTo(200);
    assertThat(received).extracting(Received::key).contains("k 1").anyMatch(UUID_TEXT).hasSize(2);
  }

  @Test
  void callsThatWouldShareAKeyOfTheClientHaveTheirOwn() throws Exception {
    Map<String, String> keys = keys("/keys/each", "k");
    assertThat(keys)
        .containsOnlyKeys(
            "POST /each/1.50",
            "POST /each/2",
            "PUT /chunk?i=1.50",
            "PUT /chunk?i=2",
            "POST /random/1.50",
            "POST /random/2",
            "GET /cart");
    assertThat(new HashSet<>(keys.values())).as("all differ").hasSize(7);
    assertThat(keys).allSatisfy(PostsOverTheWireTest::assertOwn);
    assertThat(keys("/keys/each", "k")).as("asked again").containsAllEntriesOf(ofClient(keys));
    assertThat(ofClient(keys("/keys/each", "other"))).isEmpty();
  }

  private static void assertOwn(String call, String key) {
    if (call.contains("random")) {
      assertThat(key).matches(UUID_TEXT);
    } else if (!call.startsWith("GET")) {
      assertThat(key).matches("k-[0-9a-f]{20}");
    }
  }

  @Test
  void partsThatWouldShareAKeyOfTheClientHaveTheirOwn() throws Exception {
    assertThat(gateway.get("/keys/two", "Idempotency-Key", "\"k\"").statusCode()).isEqualTo(200);
    assertThat(received)
        .filteredOn(one -> one.line().equals("POST /post"))
        .extracting(Received::key)
        .doesNotHaveDuplicates()
        .hasSize(2)
        .allMatch(key -> key.matches("\"k-[0-9a-f]{20}\""));
    assertThat(received).extracting(Received::key).contains("\"k\"");
  }

  /** The key of each call. */
  private Map<String, String> keys(String aggregate, String key) throws Exception {
    received.clear();
    assertThat(gateway.get(aggregate, "Idempotency-Key", key).statusCode()).isEqualTo(200);
    return received.stream().collect(Collectors.toMap(Received::line, Received::key));
  }

  /** Those that were made of the client's key. */
  private static Map<String, String> ofClient(Map<String, String> keys) {
    Map<String, String> made = new HashMap<>(keys);
    made.values().removeIf(key -> !key.startsWith("k-"));
    return made;
  }

  @Test
  void aBodyCanSayThatItsPartHasFailed() throws Exception {
    assertThat(gateway.get("/judged").body())
        .startsWith(
            "{\"complete\":false,\"data\":{\"plain\":null,"
                + "\"worker\":{\"data\":{\"a\":1},\"errors\":[{\"m\":\"x\"}]},\"throws\":null,\"input\":{")
        .contains(
            "{\"part\":\"plain\",\"reason\":\"bad_body\","
                + "\"message\":\"the body says that it has failed\"")
        .contains("{\"part\":\"throws\",\"reason\":\"bad_body\",\"message\":\"whether the body");
    assertThat(gateway.get("/judged?strict=true").body()).contains("\"input\":null");
  }

  /** The backend may have done it before it closed the connection. */
  @Test
  void onlyWhatIsIdempotentIsSentAgain() throws Exception {
    for (String how : List.of("once", "again")) {
      assertThat(gateway.get("/open").statusCode()).isEqualTo(200);
      received.clear();
      assertThat(gateway.get("/closing/" + how).statusCode())
          .isEqualTo(how.equals("once") ? 502 : 200);
      assertThat(received).hasSize(how.equals("once") ? 1 : 2);
      assertThat(received).extracting(Received::key).containsOnly(received.getFirst().key());
    }
  }
}
