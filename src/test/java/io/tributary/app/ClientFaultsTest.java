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

/**
 * Faults of a client on HTTP/1.1, and the one answer that each gets. Every test is named after the
 * fault's number. Others are in {@link MethodsTest}, {@link ConnectionsTest}, {@link
 * ClosingConnectionsTest}, {@link RequestTargetsTest} {@link RequestTimeoutHeadersTest} and {@link
 * SlowClientFaultsTest}.
 *
 * <pre>
 * served, as RFC 9112 allows:
 *   25       a folded line is one line, with a space in place of the fold (5.2)
 *   30       any number of empty lines before a request (2.2)
 *   39       several blanks between the words of a request line (3)
 * refused where a wrong value would be served or replaced:
 *   81, 83,  with 431, because the fields of a head may have 8 KiB together, whatever their names
 *   84       are: an If-None-Match of 8 KB is served up to there ({@link ConditionalRequestsTest}),
 *            100 KB of tracestate and an X-Request-Id of 10 KB are not; smaller ones are dropped
 *            and replaced ({@link OutboundHeadersOverTheWireTest})
 *   84       with 400 for a CR or an LF alone, which ends no line and is part of no value
 * with TLS: 38 in {@link PublicTlsTest}, 89-101 in {@link Http2FaultsTest} and {@link
 *   Http2FloodsTest}, 102 in {@link TlsFaultsTest} and {@code RenegotiationIT}
 * left out:
 *   86       there are no tokens
 *   102      client certificates: the public port asks for none
 * </pre>
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientFaultsTest {
  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend } }
          aggregates: { /a: { parts: { a: { backend: b, path: /value/a } } } }
          """);

  ClientFaultsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  static Collection<String> with400() {
    return ClientFaults.with400().keySet();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("with400")
  void are400AndTheConnectionEnds(String fault) throws IOException {
    assertRefused(400, Objects.requireNonNull(ClientFaults.with400().get(fault)));
  }

  @ParameterizedTest(name = "fault 6: CONNECT {0}")
  @ValueSource(strings = {"EVIL:1", "/a", "a"})
  void are405ForAConnection(String target) throws IOException {
    assertRefused(405, "CONNECT " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
  }

  @ParameterizedTest(name = "fault {0}: {1}")
  @CsvSource({
    "50, 'GET /a HTTP/1.1|Host: a|Expect: 100-continue||'",
    "50, 'GET /a HTTP/1.2|Host: a|Expect: 100-continue||'",
    "51, 'GET /a HTTP/1.1|Host: a|Expect: EVIL||'"
  })
  void are417ForWhatTheyExpect(int fault, String request) throws IOException {
    assertRefused(417, request.replace("|", "\r\n"));
  }

  @ParameterizedTest(name = "fault {0}: {1} (C8)")
  @CsvSource({
    "34, 'GET /a HTTP/9.9|Host: a||'",
    "34, 'GET /a HTTP/0.9|Host: a||'",
    "34, 'GET /a HTTP/3.0||'",
    "35, 'GET /a HTTP/2.0|Host: a||'",
    "53, 'PRI * HTTP/2.0||SM||'"
  })
  void are505ForAnotherMajorVersion(int fault, String request) throws IOException {
    String text = request.replace("|", "\r\n");
    assertRefused(505, text);
    try (RawClient client = scene.connect()) {
      assertThat(client.send(text).rest())
          .startsWith("HTTP/1.1 505 HTTP Version Not Supported\r\n");
    }
  }

  /** As RFC 9112 and RFC 9110 let a recipient do. */
  @ParameterizedTest(name = "fault {0}: {1}")
  @CsvSource({
    "25, 'GET /a HTTP/1.1|Host: a|X: a| b||'",
    "29, 'GET /a HTTP/1.1|Host: a|X: \u00ff\u00fe||'",
    "30, '|GET /a HTTP/1.1|Host: a||'",
    "34, 'GET /a HTTP/1.2|Host: a||'",
    "34, 'GET /a HTTP/1.9|Host: a||'",
    "39, 'GET  /a  HTTP/1.1|Host: a||'",
    "39, 'GET\t/a HTTP/1.1|Host: a||'",
    "50, 'GET /a HTTP/1.0|Expect: 100-continue||'",
    "51, 'GET /a HTTP/1.0|Expect: junk||'",
    "52, 'GET /a HTTP/1.1|Host: a|Connection: Upgrade, HTTP2-Settings|Upgrade: h2c|HTTP2-Settings: AAMAAABk||'",
    "54, 'GET /a HTTP/1.1|Host: a|Upgrade: websocket|Connection: Upgrade|Sec-WebSocket-Version: 13|Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==||'",
    "74, 'GET /a?x=%0d%0aSet-Cookie:&y=$%7Bjndi:ldap://x%7D HTTP/1.1|Host: a||'",
    "76, 'GET /a HTTP/1.1|Host: a|X-Forwarded-For: 127.0.0.1, ''\"><||'",
    "77, 'GET /a HTTP/1.1|Host: a|Connection: x, X-Request-Id||'",
    "78, 'GET /a HTTP/1.1|Host: a|Accept: application/xml||'",
    "78, 'GET /a HTTP/1.1|Host: a|Accept: */*;q=0||'",
    "79, 'GET /a HTTP/1.1|Host: a|Accept-Encoding: gzip;q=0, br||'",
    "80, 'GET /a HTTP/1.1|Host: a|Range: bytes=0-0,0-0||'",
    "83, 'GET /a HTTP/1.1|Host: a|traceparent: EVIL|tracestate: EVIL||'",
    "84, 'GET /a HTTP/1.1|Host: a|X-Request-Id: EVIL EVIL||'",
    "84, 'GET /a HTTP/1.1|Host: a|X-Request-Id: EVIL|X-Request-Id: EVIL||'"
  })
  void areServedWhenThereIsOneWayToReadThem(int fault, String request) throws IOException {
    try (RecordedLogs logs = new RecordedLogs()) {
      Answer answer = scene.exchange(request.replace("|", "\r\n"));
      assertThat(answer.head().getFirst()).matches("HTTP/1\\.[01] 200 OK");
      assertThat(answer.body())
          .isEqualTo("{\"complete\":true,\"data\":{\"a\":[\"a\"]},\"errors\":[]}");
      assertThat(answer.head().toString()).doesNotContain("EVIL", "jndi", "Set-Cookie");
      assertThat(logs.lines()).isEmpty();
    }
  }

  @ParameterizedTest(name = "fault {0}: a field of {1} with {2} members")
  @CsvSource({
    "78, 'Accept: ', 500, 200",
    "79, 'Accept-Encoding: ', 500, 200",
    "80, 'Range: bytes=', 1000, 200",
    "81, 'If-None-Match: ', 1000, 200",
    "85, 'Authorization: ', 2800, 431"
  })
  void areServedWhateverTheLengthOfAList(int fault, String field, int members, int status)
      throws IOException {
    assertThat(scene.get("/a", field + "0-0, ".repeat(members) + "x").status()).isEqualTo(status);
  }

  @ParameterizedTest(name = "fault 72: {0} parameters")
  @CsvSource({"100, 200", "101, 400", "1000, 400"})
  void are400ForTooManyParameters(int parameters, int status) throws IOException {
    assertThat(scene.get("/a?" + "x=1&".repeat(parameters)).status()).isEqualTo(status);
  }

  @ParameterizedTest(name = "fault {0}: {1} for a target of {2}, a field of {3}, {4} fields")
  @CsvSource({
    "46, 414, 8200, 0, 0",
    "46, 414, 100000, 0, 0",
    "47, 431, 0, 9000, 0",
    "47, 431, 0, 70000, 0",
    "48, 431, 0, 0, 101",
    "48, 431, 0, 0, 1000",
    "49, 431, 0, 0, 3000"
  })
  void areRefusedForTheirSize(int fault, int status, int target, int value, int fields)
      throws IOException {
    String request =
        "GET /a?x=%s HTTP/1.1\r\nHost: a\r\nX: %s\r\n%s\r\n"
            .formatted("x".repeat(target), "x".repeat(value), "X: y\r\n".repeat(fields));
    assertRefused(status, request);
  }

  @ParameterizedTest(name = "fault {0}: {1} of {2} bytes")
  @CsvSource({
    "81, If-None-Match, 8192",
    "83, tracestate, 100000",
    "84, X-Request-Id, 10240",
    "85, Authorization, 16384"
  })
  void areRefusedForTheSizeOfAFieldThatWeRead(int fault, String field, int size)
      throws IOException {
    String value = "x".repeat(size);
    assertRefused(431, "GET /a HTTP/1.1\r\nHost: a\r\n" + field + ": " + value + "\r\n\r\n");
  }

  @ParameterizedTest(name = "fault {0}: a target of {1} and a field of {2} are served")
  @CsvSource({"46, 4000, 0", "46, 5000, 0", "46, 7900, 0", "47, 0, 7000"})
  void areServedUpToALimit(int fault, int target, int value) throws IOException {
    assertThat(scene.get("/a?x=" + "x".repeat(target), "X: " + "x".repeat(value)).status())
        .isEqualTo(200);
  }

  private void assertRefused(int status, String request) throws IOException {
    int calls = scene.backendHeads().size();
    try (RawClient client = scene.connect();
        RecordedLogs logs = new RecordedLogs()) {
      Answer answer = client.send(request + "GET /a HTTP/1.1\r\nHost: a\r\n\r\n").answer();
      assertThat(client.restWithoutReset()).isEmpty();
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
