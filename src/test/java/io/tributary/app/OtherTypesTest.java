package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A pointer into a value of another type finds nothing, which is null and no failure; it fails its
 * part only if the configuration says so.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OtherTypesTest {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String document = "null";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s" } }
          aggregates:
            /pick: { parts: { it: { backend: b, path: /it, pick: /a/b/0 }, good: { backend: b, path: /good } } }
            /pick-strict: { parts: { it: { backend: b, path: /it, pick: /a/b/0, strict: true }, good: { backend: b, path: /good } } }
            /keep: { parts: { it: { backend: b, path: /it, pick: /a, keep: [b.c] }, good: { backend: b, path: /good } } }
            /with: { parts: { it: { backend: b, path: "/x{?id}", with: { id: { pointer: /good/a/b } } }, good: { backend: b, path: /it } } }
            /with-strict: { parts: { it: { backend: b, path: "/x{?id}", with: { id: { pointer: /good/a/b, strict: true } } }, good: { backend: b, path: /it } } }
            /each: { parts: { it: { backend: b, path: "/x/{id}", forEach: { id: { each: /good/a/*/b } } }, good: { backend: b, path: /it } } }
            /each-strict: { parts: { it: { backend: b, path: "/x/{id}", forEach: { id: { each: /good/a/*/b, strict: true } } }, good: { backend: b, path: /it } } }
            /items: { parts: { it: { backend: b, path: "/it/{id}", pick: /a/b, forEach: { id: { each: /good/*/id } } }, good: { backend: b, path: /good } } }
            /items-strict: { parts: { it: { backend: b, path: "/it/{id}", pick: /a/b, strict: true, forEach: { id: { each: /good/*/id } } }, good: { backend: b, path: /good } } }
            /chunk: { parts: { it: { backend: b, path: "/it{?id}", pick: /a/b, with: { id: { each: /good/*/id } }, chunk: 1 }, good: { backend: b, path: /good } } }
            /chunk-strict: { parts: { it: { backend: b, path: "/it{?id}", pick: /a/b, strict: true, with: { id: { each: /good/*/id } }, chunk: 1 }, good: { backend: b, path: /good } } }
            /halves: { parts: { it: { backend: b, path: "/half{?id}", pick: /a/b, with: { id: { each: /good/*/id } }, chunk: 1 }, good: { backend: b, path: /good } } }
            /when: { parts: { it: { backend: b, path: /x, when: { pointer: /good/a/b } }, good: { backend: b, path: /it } } }
            /when-strict: { parts: { it: { backend: b, path: /x, when: { pointer: /good/a/b, strict: true } }, good: { backend: b, path: /it } } }
            /into: { parts: { it: { backend: b, path: /it, pick: /a/b, into: object }, object: { backend: b, path: /object } } }
            /match: { parts: { it: { backend: b, path: /it, pick: /a/b, into: good, match: { id.x.y: id } }, good: { backend: b, path: /good } } }
          """
              .formatted(backend.url()));

  OtherTypesTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    String path = exchange.head().split("[ ?]", 3)[1];
    exchange.answer(
        switch (path) {
          case "/good" -> "[{\"id\":1},{\"id\":2}]";
          case "/object" -> "{\"n\":1}";
          case "/half" ->
              exchange.head().startsWith("GET /half?id=1 ") ? document : "{\"a\":{\"b\":[ 1, 2 ]}}";
          case "/x" -> "\"called\"";
          default -> document;
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "7",
        "\"text\"",
        "true",
        "null",
        "[]",
        "[1]",
        "{}",
        "{\"a\":7}",
        "{\"a\":\"text\"}",
        "{\"a\":{\"b\":null}}"
      })
  void isNullAndNoFailure(String other) throws Exception {
    document = other;
    for (String route : List.of("/pick", "/keep", "/with", "/chunk", "/when")) {
      assertThat(get(route))
          .as(route)
          .startsWith("{\"complete\":true,\"data\":{\"it\":")
          .doesNotContain("called");
    }
    assertThat(get("/pick")).contains("\"it\":null");
    assertThat(get("/with")).contains("\"it\":null");
    assertThat(get("/each")).startsWith("{\"complete\":true,\"data\":{\"it\":[],");
    assertThat(get("/items")).startsWith("{\"complete\":true,\"data\":{\"it\":[null,null],");
    assertThat(get("/chunk")).contains("\"it\":null");
    assertThat(get("/into"))
        .isEqualTo("{\"complete\":true,\"data\":{\"object\":{\"n\":1,\"it\":null}},\"errors\":[]}");
    assertThat(get("/match"))
        .isEqualTo(
            "{\"complete\":true,\"data\":{\"good\":[{\"id\":1,\"it\":null},{\"id\":2,\"it\":null}]},\"errors\":[]}");
  }

  @ParameterizedTest
  @CsvSource({
    "/pick-strict, bad_body",
    "/with-strict, dependency",
    "/each-strict, dependency",
    "/items-strict, bad_body",
    "/chunk-strict, bad_body",
    "/when-strict, dependency"
  })
  void failsAPartThatIsStrict(String route, String reason) throws Exception {
    for (String other : List.of("7", "{\"a\":\"text\"}", "[]")) {
      document = other;
      assertThat(get(route))
          .as(other)
          .startsWith("{\"complete\":false,\"data\":{\"it\":null,")
          .contains("\"part\":\"it\",\"reason\":\"" + reason + "\"");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /with-strict | {"a":{"b":null}}     | true
          /with-strict | {"a":{"b":[]}}       | true
          /with-strict | {"a":{"b":{}}}       | false
          /with-strict | {"a":{"b":[[1]]}}    | false
          /with-strict | {"a":null}           | false
          /each-strict | {"a":[]}             | true
          /each-strict | {"a":null}           | true
          /each-strict | {"a":[{"b":null}]}   | true
          /each-strict | {"a":[{"b":1},{}]}   | false
          /each-strict | {"a":[{"b":1},7]}    | false
          /each-strict | {"a":[{"b":1},null]} | false
          /each-strict | {"a":[{"b":{}}]}     | false
          /each-strict | {"a":{"b":1}}        | false
          """)
  void strictMeansEveryPlaceAndNotEveryValue(String route, String json, boolean fits)
      throws Exception {
    document = json;
    String answer = get(route);
    assertThat(answer).startsWith("{\"complete\":" + fits + ",").doesNotContain("called");
    assertThat(answer.contains("\"message\":\"its input id could not be computed\""))
        .isNotEqualTo(fits);
  }

  /** The first chunk has no list at the place, or null; the second has one. */
  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":{\"b\":null}}", "{}", "7", "{\"a\":{\"b\":[]}}"})
  void aChunkWithoutAListAddsNothing(String other) throws Exception {
    document = other;
    assertThat(get("/halves")).startsWith("{\"complete\":true,\"data\":{\"it\":[ 1, 2 ],");
  }

  @Test
  void aChunkWithSomethingElseFailsThePart() throws Exception {
    document = "{\"a\":{\"b\":7}}";
    assertThat(get("/halves")).contains("\"part\":\"it\",\"reason\":\"bad_body\"");
  }

  private String get(String route) throws Exception {
    return gateway.get(route).body();
  }
}
