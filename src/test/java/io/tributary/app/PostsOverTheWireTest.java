package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
                given: { backend: b, path: /b, method: POST, idempotent: true, headers: { Idempotency-Key: fixed } }
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
    TestVertx.await(vertx.close());
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
    assertThat(gateway.get("/keys").statusCode()).isEqualTo(200);
    assertThat(received).extracting(Received::key).contains("fixed").anyMatch(UUID_TEXT);
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
