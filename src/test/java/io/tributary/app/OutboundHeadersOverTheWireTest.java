package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend gets to see of a client, and what ties both ends together. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutboundHeadersOverTheWireTest {
  private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  private final Scene scene =
      new Scene(
          """
          backends: { b: { url: @backend, headers: { X-Backend: one } } }
          aggregates:
            /good:
              parts:
                a:
                  { backend: b, path: /value/a, forward: [Accept-Language, Authorization], headers: { X-Part: two } }
          """);

  OutboundHeadersOverTheWireTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void areTheListedOnesAndNoOthers() throws IOException {
    scene.get(
        "/good",
        "Accept-Language: de",
        "Accept-Language: en;q=0.5",
        "Authorization: Bearer abc",
        "Cookie: secret=1",
        "X-Forwarded-For: 127.0.0.2, '\"><",
        "Accept: application/xml",
        "Accept-Encoding: gzip, br",
        "User-Agent: curl",
        "Connection: keep-alive, X-Part, Authorization",
        "X-Part: mine",
        "Range: bytes=0-0");
    assertThat(names())
        .containsExactlyInAnyOrder(
            "host",
            "accept",
            "accept-encoding",
            "accept-language",
            "accept-language",
            "authorization",
            "x-backend",
            "x-part",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-proto",
            "traceparent",
            "x-request-id",
            "request-timeout-ms");
    assertThat(values("accept")).containsExactly("application/json");
    assertThat(values("accept-encoding")).containsExactly("identity");
    assertThat(values("accept-language")).containsExactly("de", "en;q=0.5");
    assertThat(values("authorization")).containsExactly("Bearer abc");
    assertThat(values("x-part")).containsExactly("two");
    assertThat(values("x-forwarded-for")).containsExactly("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0af7-65:19=@/+._", "%s"})
  void carryTheClientsRequestIdAndTheAnswerDoesToo(String written) throws IOException {
    String id = written.equals("%s") ? "x".repeat(128) : written;
    Answer answer = scene.get("/good", "X-Request-Id: " + id);
    assertThat(answer.header("x-request-id")).isEqualTo(id);
    assertThat(values("x-request-id")).containsExactly(id);
  }

  @ParameterizedTest(name = "fault 84: {0}")
  @ValueSource(
      strings = {
        "X-Request-Id: a b",
        "X-Request-Id: ",
        "X-Request-Id: a\"b",
        "X-Request-Id: \u00e9",
        "X-Request-Id: <script>",
        "X-Request-Id: ${jndi:ldap://x}",
        "X-Request-Id: a\r\nX-Request-Id: a",
        "X-Request-Id: a\r\nX-Request-Id: b",
        "X-Request-Id: a\r\n b",
        "long"
      })
  void carryAnIdOfOursWhenTheClientsIsUnfit(String written) throws IOException {
    String header = written.equals("long") ? "X-Request-Id: " + "x".repeat(129) : written;
    Answer answer = scene.get("/good", header);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("x-request-id")).matches("[0-9a-f]{16}");
    assertThat(values("x-request-id")).containsExactly(answer.header("x-request-id"));
  }

  @Test
  void carryTheClientsTraceOn() throws IOException {
    scene.get("/good", "traceparent: " + PARENT, "tracestate: a=1,b=2");
    assertThat(values("traceparent")).containsExactly(PARENT);
    assertThat(values("tracestate")).containsExactly("a=1,b=2");
  }

  @ParameterizedTest(name = "fault 83: {0}")
  @ValueSource(
      strings = {
        "",
        "EVIL",
        "0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g",
        "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        "00_0af7651916cd43dd8448eb211c80319c_b7ad6b7169203331_01",
        "cc-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x",
        "00-00000000000000000000000000000000-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-x",
        PARENT + "\r\ntraceparent: " + PARENT
      })
  void startANewTraceForAnUnfitOne(String parent) throws IOException {
    assertThat(scene.get("/good", "traceparent: " + parent, "tracestate: a=1").status())
        .isEqualTo(200);
    assertThat(values("traceparent"))
        .singleElement()
        .asString()
        .matches("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-01")
        .doesNotContain("0af7651916cd43dd", "b7ad6b7169203331"); // nothing of the client's
    assertThat(values("tracestate")).isEmpty();
  }

  @Test
  void carryATraceOfALaterVersionAsOneOfOurs() throws IOException {
    scene.get(
        "/good", "traceparent: cc" + PARENT.substring(2) + "-what-will-be", "tracestate: a=1");
    assertThat(values("traceparent")).containsExactly(PARENT);
    assertThat(values("tracestate")).containsExactly("a=1");
  }

  @Test
  void joinTheLinesOfATracestate() throws IOException {
    scene.get("/good", "traceparent: " + PARENT, "tracestate: a=1,b=2", "tracestate: c=3");
    assertThat(values("tracestate")).containsExactly("a=1,b=2,c=3");
  }

  @Test
  void sampleNoNewTraceWhenToldSo() throws Exception {
    try (Scene silent =
        new Scene(
            """
            tracing: { ratio: 0 }
            backends: { b: { url: @backend } }
            aggregates: { /good: { parts: { a: { backend: b, path: /value/a } } } }
            """)) {
      silent.get("/good");
      assertThat(silent.backendHeads().getLast())
          .containsPattern("traceparent: 00-[0-9a-f]{32}-[0-9a-f]{16}-00\r\n");
      silent.get("/good", "traceparent: " + PARENT);
      assertThat(silent.backendHeads().getLast()).contains("traceparent: " + PARENT + "\r\n");
    }
  }

  @Test
  @DisplayName("fault 83: a tracestate of more than 512 bytes")
  void dropATracestateThatIsTooLong() throws IOException {
    scene.get("/good", "traceparent: " + PARENT, "tracestate: a=" + "x".repeat(511));
    assertThat(values("traceparent")).containsExactly(PARENT);
    assertThat(values("tracestate")).isEmpty();
  }

  private Stream<String> lines() {
    return scene.backendHeads().getLast().lines().skip(1).filter(line -> !line.isEmpty());
  }

  private List<String> names() {
    return lines().map(line -> line.split(":", 2)[0].toLowerCase(Locale.ROOT)).toList();
  }

  private List<String> values(String name) {
    return lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }
}
