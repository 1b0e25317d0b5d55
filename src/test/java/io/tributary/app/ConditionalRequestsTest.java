package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that have a response already and ask whether it is still the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConditionalRequestsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend }, lean: { url: @backend, transport: lean } }
          aggregates:
            /a/{v}: { cacheControl: private, parts: { a: { backend: b, path: "/value/{v}", forward: [Accept-Language] } } }
            /twin/{v}: { cacheControl: max-age=5, parts: { a: { backend: b, path: "/value/{v}" } } }
            /big: { cacheControl: private, parts: { a: { backend: b, path: /big } } }
            /partial: { cacheControl: private, parts: { a: { backend: b, path: /value/a }, c: { backend: b, path: /status/500 } } }
            /problem: { cacheControl: private, parts: { a: { backend: b, path: /status/500, required: true } } }
            /unstored: { parts: { a: { backend: b, path: /value/a } } }
            /strictest: { cacheControl: strictest, parts: { a: { backend: b, path: /cached/max-age=60 }, c: { backend: lean, path: /cached/max-age=5 } } }
            /personal: { cacheControl: strictest, parts: { a: { backend: lean, path: /cached/max-age=60, forward: [Authorization] } } }
            /silent: { cacheControl: strictest, parts: { a: { backend: b, path: /cached/max-age=60 }, c: { backend: b, path: /value/a } } }
            /refused: { cacheControl: "No-Store", parts: { a: { backend: b, path: /value/a } } }
          """);

  ConditionalRequestsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void aCompleteResponseHasAStrongTagOfItsBytes() throws IOException {
    String tag = scene.get("/a/x").header("etag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    assertThat(scene.get("/a/x").header("etag")).isEqualTo(tag);
    assertThat(scene.get("/twin/x").header("etag")).isEqualTo(tag);
    assertThat(scene.get("/a/y").header("etag")).matches("\"[0-9a-f]{32}\"").isNotEqualTo(tag);
    assertThat(scene.get("/big").header("etag")).matches("\"[0-9a-f]{32}\"");
  }

  @Test
  @DisplayName("fault 81: the last tag of a list of 8 KB counts, as long as the head has 8 KiB")
  void aLongListOfTagsIsReadToItsEnd() throws IOException {
    String tag = scene.get("/a/x").header("etag");
    String others = "\"other\", ".repeat(8090 / 9); // and 34 bytes of its own
    Answer answer = ask("GET", "/a/x", "If-None-Match: " + others + tag);
    assertThat(answer.status()).isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"@", "W/@", "\"a\", @", "W/\"a\",@ ,", ",,@", "\"a,b\", \"\", @", "*", " * "})
  void aClientThatHasItGets304(String condition) throws IOException {
    String tag = scene.get("/a/x").header("etag");
    for (String method : List.of("GET", "HEAD")) {
      Answer answer = ask(method, "/a/x", "If-None-Match: " + condition.replace("@", tag));
      assertThat(answer.status()).isEqualTo(304);
      assertThat(answer.header("etag")).isEqualTo(tag);
      assertThat(answer.header("cache-control")).isEqualTo("private");
      assertThat(answer.header("vary")).isEqualTo("Accept, Accept-Language");
      assertThat(answer.header("date")).isNotEmpty();
      assertThat(answer.headers("content-length")).isEmpty();
      assertThat(answer.headers("transfer-encoding")).isEmpty();
      assertThat(answer.headers("content-type")).isEmpty();
    }
  }

  @Test
  void theConnectionServesOnAfterA304() throws IOException {
    String tag = scene.get("/a/x").header("etag");
    try (RawClient client = scene.connect()) {
      for (int i = 0; i < 3; i++) {
        Answer unchanged = client.get("/a/x", "If-None-Match: " + tag).answerToHead();
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(client.get("/a/x").answer().body()).contains("[\"x\"]");
      }
    }
  }

  @Test
  void aTagOnASecondLineCounts() throws IOException {
    String tag = scene.get("/a/x").header("etag");
    assertThat(ask("GET", "/a/x", "If-None-Match: \"a\"", "If-None-Match: " + tag).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"00000000000000000000000000000000\"",
        "@x",
        "x@",
        "w/@",
        "@ @",
        "\"@",
        "*, @",
        "**",
        "",
        "#"
      })
  void anotherTagOrAMalformedListGetsTheResponse(String condition) throws IOException {
    String tag = scene.get("/a/x").header("etag");
    try (RawClient client = scene.connect()) {
      String sent = condition.replace("@", tag).replace("#", tag.replace("\"", ""));
      Answer answer = client.get("/a/x", "If-None-Match: " + sent).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).contains("[\"x\"]");
    }
  }

  @Test
  void aLargeBodyIsCompared() throws IOException {
    Answer whole = ask("HEAD", "/big");
    assertThat(ask("GET", "/big", "If-None-Match: " + whole.header("etag")).status())
        .isEqualTo(304);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/partial", "/problem", "/unstored", "/refused", "/silent"})
  void whatClientsMustNotStoreHasNoTagAndIsNotCompared(String target) throws IOException {
    Answer answer = ask("GET", target, "If-None-Match: *");
    assertThat(answer.status()).isNotEqualTo(304);
    assertThat(answer.headers("etag")).isEmpty();
  }

  @Test
  void theBackendsDecideIfTheyAreAsked() throws IOException {
    Answer answer = scene.get("/strictest");
    assertThat(answer.header("cache-control")).isEqualTo("max-age=5");
    assertThat(answer.headers("age")).isEmpty();
    assertThat(ask("GET", "/strictest", "If-None-Match: " + answer.header("etag")).status())
        .isEqualTo(304);
    assertThat(scene.get("/strictest?parts=a").header("cache-control")).isEqualTo("max-age=60");
    assertThat(scene.get("/personal").header("cache-control")).isEqualTo("private, max-age=60");
    assertThat(scene.get("/silent").header("cache-control")).isEqualTo("no-store");
  }

  private Answer ask(String method, String target, String... headers) throws IOException {
    try (RawClient client = scene.connect()) {
      return client.request(method, target, headers).answerToHead();
    }
  }
}
