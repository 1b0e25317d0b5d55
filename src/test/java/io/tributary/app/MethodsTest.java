package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** GET and HEAD, every other method, and every path that is not an aggregate's. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MethodsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /aggregate: { parts: { a: { backend: b, path: /value/a } } }
            /aggregate/of/{id}: { parts: { a: { backend: b, path: "/value/{id}" } } }
          """);

  MethodsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/aggregate", "/nowhere"})
  void answersHeadWithTheHeadOfAGetAndKeepsTheConnection(String path) throws IOException {
    try (RawClient client = scene.connect()) {
      Answer get = client.get(path, "X-Request-Id: same").answer();
      Answer head = client.request("HEAD", path, "X-Request-Id: same").answerToHead();
      assertThat(unchanging(head))
          .isEqualTo(unchanging(get))
          .anyMatch(MethodsTest::isContentLength);
      assertThat(client.get(path).answer().status()).isEqualTo(get.status());
    }
  }

  private static boolean isContentLength(String line) {
    return line.toLowerCase(Locale.ROOT).startsWith("content-length: ");
  }

  private static List<String> unchanging(Answer answer) {
    return answer.head().stream()
        .map(line -> line.replaceAll("dur=[\\d.]+", "dur=N").replaceAll("(?i)^(date: ).*", "$1"))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"OPTIONS", "TRACE", "PUT", "POST", "DELETE", "PATCH", "QUERY", "PROPFIND", "get"})
  void faults32And87Answer405WithTheMethodsThereAre(String method) throws IOException {
    int calls = scene.backendHeads().size();
    Answer answer = scene.exchange(method + " /aggregate HTTP/1.1\r\nHost: a\r\n\r\n");
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
    assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\n\r\n{}",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
      })
  void answers405ToAnotherMethodWithABodyAndReadsNoFurther(String body) throws IOException {
    int calls = scene.backendHeads().size();
    String glued = "GET /aggregate HTTP/1.1\r\nHost: a\r\n\r\n";
    try (RawClient client = scene.connect()) {
      client.send("POST /aggregate HTTP/1.1\r\nHost: a\r\n" + body + glued);
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("GET, HEAD");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//aggregate",
        "/aggregate/",
        "/aggregate//",
        "/aggregate;x=1",
        "/AGGREGATE",
        "/%61ggregate",
        "/aggregat%65",
        "/./aggregate",
        "/x/../aggregate",
        "/aggregate/.",
        "/x/%2e%2e/aggregate",
        "/../../etc/passwd",
        "/%2e%2e%2fetc%2fpasswd",
        "/aggregate%2f",
        "/aggregate/of/",
        "/aggregate/of/a%2fb",
        "/aggregate/of/..",
        "/aggregate/of/%2e%2e",
        "/aggregate/o%66/x",
        "/aggregate/of/x/y",
        "/metrics",
        "/livez",
        "/readyz",
        "/admin",
        "/health"
      })
  void faults44And45And88Answer404ForAnyOtherSpellingOfAPath(String path) throws IOException {
    Answer answer = scene.get(path);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body())
        .isEqualTo(
            """
            {"type":"about:blank","title":"Not Found","status":404,"detail":"there is no such resource"}""");
    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{16}");
    assertThat(answer.header("cache-control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a%20b", "%C3%A9", "%7B", "a;b", "a:b@c", "%61"})
  void takesAnEscapedPathParameter(String parameter) throws IOException {
    Answer answer = scene.get("/aggregate/of/" + parameter);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(scene.backendHeads().getLast().split(" ", 3)[1]).matches("/value/[!-~]+");
  }

  @Test
  void fault74SendsAParameterEncodedAndNeverRaw() throws IOException {
    scene.get("/aggregate/of/%0d%0aSet-Cookie:%20a=b");
    assertThat(scene.backendHeads().getLast())
        .startsWith("GET /value/%0D%0ASet-Cookie%3A%20a%3Db HTTP/1.1\r\n");
  }
}
