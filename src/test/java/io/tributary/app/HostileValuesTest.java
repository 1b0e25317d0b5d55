package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a backend, or a client with its document, puts into the values of {@code with} and {@code
 * forEach} reaches another backend in its own place and percent-encoded, or not at all.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class HostileValuesTest {
  private static final Pattern IN_ITS_PLACE =
      Pattern.compile(
          "GET /(?:one/|each/|all/|bulk[?]id=|more[?]id=)([A-Za-z0-9%._~+-]*) HTTP/1.1");

  private final Vertx vertx = TestVertx.create();
  private final FakeBackend backend = FakeBackend.start(vertx, this::play);
  private volatile String ids = "[]";

  private final RunningGateway gateway =
      RunningGateway.start(
          """
          backends: { b: { url: "%s" } }
          aggregates:
            /one: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/one/{id}", with: { id: { pointer: /ids/0 } } } } }
            /each: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/each/{id}", forEach: { id: .ids } } } }
            /query: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/more{?id}", with: { id: .ids } } } }
            /bulk: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/bulk{?id*}", with: { id: .ids }, chunk: 1 } } }
            /raw: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/all/{+id}", with: { id: .ids } } } }
            /document: { method: POST, parts: { it: { backend: b, path: "/one/{id}", with: { id: $body } }, all: { backend: b, path: "/each/{id}", forEach: { id: $body } } } }
            /half: { parts: { ids: { backend: b, path: /ids }, it: { backend: b, path: "/one/{id}", with: { id: ".ids[0][0 : 1]" } } } }
          """
              .formatted(backend.url()));

  HostileValuesTest() throws Exception {}

  @AfterAll
  void stop() {
    gateway.close();
    TestVertx.close(vertx);
  }

  private void play(Exchange exchange) {
    exchange.answer(exchange.head().startsWith("GET /ids ") ? ids : "[]");
  }

  static Stream<String> values() {
    return Stream.of(
        "../",
        "..",
        ".",
        "a/../../admin",
        "..\\admin",
        "%2e%2e%2f",
        "%0d%0a",
        "a\r\nX-Evil: 1",
        "a HTTP/1.1\r\n\r\nGET /admin",
        "{x}",
        "${x}",
        "a?b=c&d#e",
        "a,b;c",
        "//evil.example/",
        "\uD83D\uDE00",
        "\u202Eevil",
        "\u0000",
        "a\u0000b",
        "x".repeat(10_240),
        "\uD800",
        "a\uDC00",
        "");
  }

  @ParameterizedTest
  @MethodSource("values")
  void staysInItsPlaceOrReachesNobody(String value) throws Exception {
    ids = json(value);
    for (String route : List.of("/one", "/each", "/query", "/bulk", "/document")) {
      for (String head : heads(route)) {
        assertThat(placed(head)).as(route).isEqualTo(value);
      }
    }
  }

  /** What is passed on unencoded stays in the path of its part, and in one request line. */
  @ParameterizedTest
  @MethodSource("values")
  void isNotPassedOnUnencodedIfItCouldLeaveItsPlace(String value) throws Exception {
    ids = json(value);
    assertThat(heads("/raw"))
        .allSatisfy(
            head ->
                assertThat(
                        URLDecoder.decode(
                            head.lines().findFirst().orElse(""), StandardCharsets.UTF_8))
                    .startsWith("GET /all/")
                    .endsWith(" HTTP/1.1")
                    .doesNotContain("..", "?", "#", "\u0000"));
  }

  @Test
  void halfOfAnEmojiReachesNobody() throws Exception {
    ids = "[\"\uD83D\uDE00\"]";
    assertThat(heads("/half")).isEmpty();
    assertThat(gateway.get("/half").body()).contains("\"part\":\"it\",\"reason\":\"dependency\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/each", "/query", "/bulk", "/document"})
  void listsOfListsReachNobody(String route) throws Exception {
    ids = "[[\"a\"],[[\"b\"]],{\"c\":1}]";
    assertThat(heads(route)).isEmpty();
    assertThat(ask(route)).doesNotContain("internal");
  }

  @ParameterizedTest
  @CsvSource({
    "/each, too_many",
    "/bulk, too_many",
    "/query, dependency",
    "/raw, dependency",
    "/document, dependency"
  })
  void tenThousandIdsReachNobody(String route, String reason) throws Exception {
    ids = IntStream.range(0, 10_000).boxed().toList().toString();
    assertThat(heads(route)).isEmpty();
    assertThat(ask(route)).contains("\"errors\":[{\"part\":\"it\",\"reason\":\"" + reason + "\"");
  }

  /** The heads of the requests that a request for this route causes, but for that for the ids. */
  private List<String> heads(String route) throws Exception {
    int before = backend.heads().size();
    JsonNode answer = new ObjectMapper().readTree(ask(route));
    assertThat(answer.findValuesAsText("reason")).doesNotContain("internal");
    List<String> heads = backend.heads();
    return heads.subList(before, heads.size()).stream()
        .filter(head -> !head.startsWith("GET /ids "))
        .toList();
  }

  private String ask(String route) throws Exception {
    return route.equals("/document") ? gateway.post(route, ids).body() : gateway.get(route).body();
  }

  /** A list of this text in ASCII, so that it can have half of a surrogate pair. */
  static String json(String value) throws Exception {
    return JsonMapper.builder()
        .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
        .build()
        .writeValueAsString(List.of(value));
  }

  private static String placed(String head) {
    var line = IN_ITS_PLACE.matcher(head.lines().findFirst().orElse(""));
    assertThat(line.matches()).as(head).isTrue();
    assertThat(head).doesNotContainIgnoringCase("\r\nx-evil");
    return URLDecoder.decode(line.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
