package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.EchoBackend.Received;
import io.tributary.support.ChunkedInput;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Aggregates to which clients send a JSON document, over HTTP/1.1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DocumentsOverTheWireTest {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final String NEXT = "GET /open HTTP/1.1\r\nHost: a\r\n\r\n";

  private final EchoBackend backend = new EchoBackend();
  private final RunningGateway gateway =
      RunningGateway.start(
          """
          server: { host: 127.0.0.1, port: 0, maxRequestBody: 100B, headTimeout: 60s, cors: { origins: ["https://app.example"] } }
          backends: { b: { url: %s } }
          aggregates:
            /echo: { method: POST, parts: { echo: { backend: b, path: /echo, method: POST, body: $body } } }
            /read/{id}:
              method: POST
              inputs: { n: { type: integer } }
              parts:
                named: { backend: b, path: "/named/{name}", with: { name: $body.name } }
                made: { backend: b, path: /made, method: POST, body: '{"n": $body.n + 1, "id": $inputs.id}' }
                wanted: { backend: b, path: /wanted, when: $body.wanted }
                judged: { backend: b, path: /judged, failWhen: .judged == $body.bad }
                each: { backend: b, path: "/each/{i}", forEach: { i: "[for ($body.lines) .i]" } }
                rest: { backend: b, path: /rest, method: POST, body: $body.lines, background: true }
            /open: { parts: { open: { backend: b, path: /open } } }
          """
              .formatted(backend.url()));

  DocumentsOverTheWireTest() throws Exception {}

  @BeforeEach
  void forget() {
    backend.received().clear();
  }

  @AfterAll
  void stop() {
    gateway.close();
    backend.close();
  }

  private RawClient connect() throws IOException {
    return new RawClient(gateway.port());
  }

  private static String post(String path, String document, String... headers) {
    int length = document.getBytes(StandardCharsets.ISO_8859_1).length;
    return head(path, headers) + JSON + "Content-Length: " + length + "\r\n\r\n" + document;
  }

  private static String head(String path, String... headers) {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: a\r\n");
    for (String header : headers) {
      head.append(header).append("\r\n");
    }
    return head.toString();
  }

  private static String echoed(String document) {
    return "{\"complete\":true,\"data\":{\"echo\":" + document + "},\"errors\":[]}";
  }

  @Test
  void theDocumentIsPassedOnByteForByte() throws IOException {
    String document = " { \"a\" : 1.50,\t\"b\": [ 1e2, \"\\u00e9\" ] }\n";
    try (RawClient client = connect()) {
      Answer answer = client.send(post("/echo", document)).answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.header("cache-control")).isEqualTo("no-store");
      assertThat(answer.headers("etag")).isEmpty();
    }
    assertThat(backend.received())
        .containsExactly(new Received("POST /echo", "application/json", document.strip()));
  }

  @Test
  void expressionsReadTheDocument() throws IOException {
    String document =
        "{\"name\":\"a/b?c\",\"n\":41,\"bad\":\"/judged\",\"lines\":[{\"i\":1.50},{\"i\":2}]}";
    try (RawClient client = connect()) {
      assertThat(client.send(post("/read/u1", document)).answer().body())
          .startsWith(
              "{\"complete\":false,\"data\":{\"named\":\"/named/a%2Fb%3Fc\","
                  + "\"made\":{\"n\":42,\"id\":\"u1\"},\"wanted\":null,\"judged\":null,"
                  + "\"each\":[\"/each/1.50\",\"/each/2\"]},\"errors\":[{\"part\":\"judged\"");
      assertThat(client.send(post("/read/u1", "{\"wanted\":1,\"name\":\"é\"}")).answer().status())
          .isEqualTo(400); // not UTF-8
      assertThat(client.send(post("/read/u1", "{\"wanted\":1}")).answer().body())
          .contains("\"named\":null,", "\"wanted\":\"/wanted\",", "\"each\":[]");
    }
  }

  @Test
  void theBackgroundReadsTheDocumentToo() throws Exception {
    try (RawClient client = connect()) {
      client.send(post("/read/u1", "{\"lines\":[ 7 ]}")).answer();
    }
    Received wanted = new Received("POST /rest", "application/json", "[ 7 ]");
    assertThat(Eventually.holds(Patience.HANG, () -> backend.received().contains(wanted)))
        .isLessThan(Patience.HANG);
  }

  @Test
  void eachOfSeveralDocumentsHasItsOwnResponse() throws IOException {
    try (RawClient one = connect();
        RawClient two = connect()) {
      one.send(post("/echo", "[1]"));
      two.send(post("/echo", "[2]"));
      assertThat(two.answer().body()).isEqualTo(echoed("[2]"));
      assertThat(one.answer().body()).isEqualTo(echoed("[1]"));
    }
  }

  @Test
  void aConnectionTakesOneDocumentAfterTheOther() throws IOException {
    try (RawClient client = connect()) {
      String first = post("/echo", "[\"a\"]");
      for (int split : List.of(0, 20, first.length() - 4, first.length() - 1)) {
        client.send(first.substring(0, split));
        client.send(first.substring(split));
        assertThat(client.answer().body()).isEqualTo(echoed("[\"a\"]"));
      }
      client.send(post("/echo", "[3]") + post("/echo", "[4]") + NEXT + post("/echo", "[5]"));
      assertThat(client.answer().body()).isEqualTo(echoed("[3]"));
      assertThat(client.answer().body()).isEqualTo(echoed("[4]"));
      assertThat(client.answer().body()).contains("\"open\":\"/open\"");
      assertThat(client.answer().body()).isEqualTo(echoed("[5]"));
      client.send(first.substring(0, first.length() - 1));
      client.send(first.substring(first.length() - 1) + NEXT);
      assertThat(client.answer().body()).isEqualTo(echoed("[\"a\"]"));
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  /** A client's document that looks like a request stays a document. */
  @Test
  void noDocumentIsTakenForARequest() throws IOException {
    String document = "\"" + "GET /open HTTP/1.1" + "\"";
    try (RawClient client = connect()) {
      assertThat(client.send(post("/echo", document)).answer().body()).isEqualTo(echoed(document));
      assertThat(client.send(post("/echo", NEXT)).answer().status()).isEqualTo(400);
      assertThat(client.send(NEXT).answer().status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionClosesAfterChunks() throws IOException {
    try (RawClient client = connect()) {
      client.send(head("/echo") + JSON + "Transfer-Encoding: chunked\r\n\r\n3\r\n[1,\r\n");
      Answer answer = client.send("2\r\n2]\r\n0\r\n\r\n" + NEXT).answer();
      assertThat(answer.body()).isEqualTo(echoed("[1,2]"));
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(backend.received()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "415 | Content-Length: 2\\r\\n\\r\\n[]",
        "415 | Content-Type: text/plain\\r\\nContent-Length: 2\\r\\n\\r\\n[]",
        "415 | Content-Type: application/jsonp\\r\\nContent-Length: 2\\r\\n\\r\\n[]",
        "415 | Content-Type: application/json; charset=latin1\\r\\nContent-Length: 2\\r\\n\\r\\n[]",
        "415 | Content-Type: application/json\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 2\\r\\n\\r\\n[]",
        "415 | Content-Type: application/json\\r\\nContent-Encoding: identity\\r\\nContent-Encoding: gzip\\r\\nContent-Length: 2\\r\\n\\r\\n[]",
        "417 | Content-Type: application/json\\r\\nExpect: 100-continue\\r\\nExpect: x\\r\\nContent-Length: 2\\r\\n\\r\\n[]",
        "413 | Content-Type: application/json\\r\\nContent-Length: 101\\r\\n\\r\\n[",
        "413 | Content-Type: application/json\\r\\nContent-Length: 9223372036854775807\\r\\n\\r\\n[",
        "413 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n65\\r\\n[@100\\r\\n0\\r\\n\\r\\n",
        "413 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n[1\\r\\n64\\r\\n@100\\r\\n0\\r\\n\\r\\n",
        "400 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
        "400 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n",
        "400 | Content-Type: application/json\\r\\nTransfer-Encoding: identity, chunked\\r\\n\\r\\n0\\r\\n\\r\\n",
        "400 | Content-Type: application/json\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n0\\r\\n\\r\\n",
        "400 | Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\nContent-Length: 2\\r\\n\\r\\n0\\r\\n\\r\\n",
        "400 | Content-Type: application/json\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\n[]",
        "400 | Content-Type: application/json\\r\\nContent-Length: +2\\r\\n\\r\\n[]",
        "417 | Content-Type: application/json\\r\\nExpect: 200-ok\\r\\nContent-Length: 2\\r\\n\\r\\n[]"
      })
  void whatIsNotReadIsRefusedAndEndsTheConnection(int status, String rest) throws IOException {
    try (RawClient client = connect()) {
      String bytes = rest.replace("\\r\\n", "\r\n").replace("@100", " ".repeat(100));
      client.send(head("/echo") + bytes + NEXT);
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(backend.received()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the body is empty, and must be a JSON document",
        "{\"a\":} | the body is not JSON: unexpected character at byte 5",
        "[1] [2] | the body is not JSON: more after the end of the document at byte 4",
        "[\"\\ud800\"] | the body cannot be read: half of a surrogate pair at byte 2"
      })
  void whatIsNoDocumentIsRefusedAndTheConnectionGoesOn(String document, String detail)
      throws IOException {
    try (RawClient client = connect()) {
      Answer answer = client.send(post("/echo", document) + NEXT).answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("\"detail\":\"" + detail + "\"");
      assertThat(client.answer().status()).isEqualTo(200);
    }
    assertThat(backend.received()).extracting(Received::line).containsExactly("GET /open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON",
        "application/json;charset=UTF-8",
        "application/json; charset=\"utf-8\"; x=y",
        "application/json;x=\"a;charset=utf-16\""
      })
  void jsonHasTheseNames(String type) throws IOException {
    try (RawClient client = connect()) {
      client.send(head("/echo", "Content-Type: " + type) + "Content-Length: 2\r\n\r\n[]");
      assertThat(client.answer().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "OPTIONS"})
  void otherMethodsAreNotAllowed(String method) throws IOException {
    try (RawClient client = connect()) {
      Answer answer = client.request(method, "/echo").answerToHead();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).isEqualTo("POST");
    }
  }

  @Test
  void aDocumentCanBeAnsweredByAStream() throws IOException {
    try (RawClient client = connect()) {
      client.send(post("/echo", "[8]", "Accept: application/x-ndjson"));
      assertThat(client.answerToHead().status()).isEqualTo(200);
      ChunkedInput stream = client.chunks();
      assertThat(stream.line())
          .isEqualTo("{\"type\":\"part\",\"part\":\"echo\",\"outcome\":\"success\",\"value\":[8]}");
      while (stream.read() >= 0) {
        // to the end
      }
      assertThat(client.send(post("/echo", "[9]")).answer().body()).isEqualTo(echoed("[9]"));
    }
  }

  @Test
  void pagesMaySendDocuments() throws IOException {
    try (RawClient client = connect()) {
      Answer answer =
          client
              .request(
                  "OPTIONS",
                  "/echo",
                  "Origin: https://app.example",
                  "Access-Control-Request-Method: POST",
                  "Access-Control-Request-Headers: content-type")
              .answerToHead();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.header("access-control-allow-methods")).isEqualTo("POST");
      assertThat(answer.header("access-control-allow-headers")).startsWith("Content-Type, If-");
    }
  }

  @Test
  void aClientThatWaitsIsAskedForItsDocument() throws IOException {
    try (RawClient client = connect()) {
      for (int i = 0; i < 2; i++) {
        client.send(head("/echo", "Expect: 100-continue") + JSON + "Content-Length: 2\r\n\r\n");
        assertThat(client.answerToHead().status()).isEqualTo(100);
        assertThat(client.send("[]").answer().body()).isEqualTo(echoed("[]"));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/echo,101,413",
    "/nowhere,2,404",
    "/open,2,405",
    "/read/a?n=x,2,400",
  })
  void aClientThatWaitsInVainIsTold(String target, int length, int status) throws IOException {
    try (RawClient client = connect()) {
      client.send(
          head(target, "Expect: 100-continue") + JSON + "Content-Length: " + length + "\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(status);
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void aDocumentThatEndsTooEarlyIsRefused() throws IOException {
    try (RawClient client = connect()) {
      client.send(head("/echo") + JSON + "Content-Length: 5\r\n\r\n[1");
      client.finish();
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).contains("the body ends too early");
      assertThat(client.rest()).isEmpty();
    }
    assertThat(backend.received()).isEmpty();
  }

  @Test
  void aClientThatEndsItsOutputAfterItsDocumentIsAnswered() throws IOException {
    try (RawClient client = connect()) {
      client.send(post("/echo", "[6]")).finish();
      assertThat(client.answer().body()).isEqualTo(echoed("[6]"));
      assertThat(client.rest()).isEmpty();
    }
  }
}
