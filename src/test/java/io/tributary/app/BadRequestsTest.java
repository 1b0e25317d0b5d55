package io.tributary.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.json.JsonCheck;
import io.tributary.json.Verdict;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.RecordedLogs;
import java.io.IOException;
import java.util.Collection;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can send to an HTTP/1 server to confuse it, and the one answer it gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadRequestsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates: { /a: { parts: { a: { backend: b, path: /value/a } } } }
          """);

  BadRequestsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  static Collection<String> with400() {
    return MalformedRequests.with400().keySet();
  }

  @ParameterizedTest
  @MethodSource("with400")
  void are400AndTheConnectionEnds(String fault) throws IOException {
    assertRefused(400, Objects.requireNonNull(MalformedRequests.with400().get(fault)));
  }

  @ParameterizedTest
  @CsvSource({
    "417, 'GET /a HTTP/1.1|Host: a|Expect: 100-continue||'",
    "417, 'GET /a HTTP/1.1|Host: a|Expect: EVIL||'"
  })
  void areRefusedForWhatTheyExpect(int status, String request) throws IOException {
    assertRefused(status, request.replace("|", "\r\n"));
  }

  /** Answered underneath us, before any handler: a bare 501. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a HTTP/1.2\r\nHost: a\r\n\r\n",
        "GET /a HTTP/9.9\r\nHost: a\r\n\r\n",
        "GET /a HTTP/2.0\r\nHost: a\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
      })
  void areRefusedForTheirVersion(String request) throws IOException {
    int calls = scene.backendHeads().size();
    try (RawClient client = scene.connect();
        RecordedLogs logs = new RecordedLogs()) {
      assertThat(client.send(request).rest())
          .contains(" 501 Not Implemented\r\n")
          .hasSizeLessThan(200);
      assertThat(logs.lines()).isEmpty();
    }
    assertThat(scene.backendHeads()).hasSize(calls);
  }

  /** RFC 9112 lets a recipient do so; it is done underneath us. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET  /a  HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET\t/a HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET /a HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nX: \u00ff\u00fe\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        "GET /a HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n\r\n",
        "GET /a?x=%0d%0aSet-Cookie:&y=$%7Bjndi:ldap://x%7D HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void areTakenWhenThereIsOneWayToReadThem(String request) throws IOException {
    try (RecordedLogs logs = new RecordedLogs()) {
      assertThat(scene.exchange(request).body())
          .isEqualTo("{\"complete\":true,\"data\":{\"a\":[\"a\"]},\"errors\":[]}");
      assertThat(logs.lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({"100, 200", "101, 400", "1000, 400"})
  void areRefusedForTooManyParameters(int parameters, int status) throws IOException {
    assertThat(scene.get("/a?" + "x=1&".repeat(parameters)).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "414, 5000, 0, 0",
    "431, 0, 9000, 0",
    "431, 0, 0, 101",
    "431, 0, 0, 3000",
    "431, 0, 70000, 0"
  })
  void areRefusedForTheirSize(int status, int target, int value, int fields) throws IOException {
    String request =
        "GET /a?x=%s HTTP/1.1\r\nHost: a\r\nX: %s\r\n%s\r\n"
            .formatted("x".repeat(target), "x".repeat(value), "X: y\r\n".repeat(fields));
    assertRefused(status, request);
  }

  private void assertRefused(int status, String request) throws IOException {
    int calls = scene.backendHeads().size();
    try (RawClient client = scene.connect();
        RecordedLogs logs = new RecordedLogs()) {
      Answer answer = client.send(request).answer();
      assertThat(client.rest()).isEmpty();
      assertThat(answer.status()).as(answer.body()).isEqualTo(status);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
      assertThat(answer.header("x-request-id")).matches("[0-9a-f]{16}");
      byte[] body = answer.body().getBytes(UTF_8);
      assertThat(JsonCheck.check(body, 0, body.length)).isInstanceOf(Verdict.Valid.class);
      assertThat(answer.head() + answer.body())
          .contains("\"status\":" + status + ",")
          .doesNotContain("EVIL", "io.", "Exception");
      assertThat(logs.lines()).isEmpty();
    }
    assertThat(scene.backendHeads()).hasSize(calls);
    assertThat(scene.get("/a").status()).isEqualTo(200);
  }
}
