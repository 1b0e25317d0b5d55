package io.tributary.app;

import static io.tributary.app.StreamScene.EVENTS;
import static io.tributary.app.StreamScene.LINES;
import static io.tributary.app.StreamScene.ask;
import static io.tributary.app.StreamScene.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.ChunkedInput;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.Patience;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts that are sent as they settle. The backends answer when the test says so. */
class StreamsOverTheWireTest {
  private static final String FAILED_A =
      "{\"part\":\"a\",\"reason\":\"bad_status\",\"status\":500,"
          + "\"message\":\"the backend answered 500\",\"elapsedMs\":0}";

  private final StreamScene scene =
      new StreamScene(
          """
          backends: { b: { url: @backend } }
          aggregates:
            /three:
              parts:
                a: { backend: b, path: /a }
                b: { backend: b, path: /b, default: [] }
                c: { backend: b, path: /c }
            /two:
              inputs: { id: { type: integer } }
              parts:
                a: { backend: b, path: "/a{?id}" }
                b: { backend: b, path: /b }
            /required:
              cacheControl: max-age=60
              parts:
                a: { backend: b, path: /a, required: true }
                b: { backend: b, path: /b }
            /chain:
              parts:
                first: { backend: b, path: /first }
                then: { backend: b, path: "/then{?id}", with: { id: .first.id } }
            /all: { transform: "java:gated", parts: { a: { backend: b, path: /a } } }
            /theirs: { parts: { a: { backend: b, path: /a, forward: [Accept] } } }
          """);

  StreamsOverTheWireTest() throws Exception {}

  @AfterEach
  void close() {
    scene.close();
  }

  @Test
  void sendsTheHeadAtOnceAndEachPartWhenItSettles() throws Exception {
    try (RawClient client = scene.connect()) {
      Answer head = client.get("/three", EVENTS, "X-Request-Id: r1").answerToHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(head.header("cache-control")).isEqualTo("no-store");
      assertThat(head.header("vary")).isEqualTo("Accept");
      assertThat(head.header("x-request-id")).isEqualTo("r1");
      assertThat(head.header("transfer-encoding")).isEqualTo("chunked");
      assertThat(head.headers("date")).hasSize(1);
      assertThat(head.headers("content-length")).isEmpty();
      ChunkedInput stream = client.chunks();
      scene.held("/c").answer("{\"n\": 1.10}");
      assertThat(data(stream, "part"))
          .isEqualTo("{\"part\":\"c\",\"outcome\":\"success\",\"value\":{\"n\": 1.10}}");
      scene.held("/a").write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      assertThat(data(stream, "part"))
          .isEqualTo("{\"part\":\"a\",\"outcome\":\"failure\",\"error\":" + FAILED_A + "}");
      scene.held("/b").answer("[\"b\"]");
      assertThat(data(stream, "part"))
          .isEqualTo("{\"part\":\"b\",\"outcome\":\"success\",\"value\":[\"b\"]}");
      assertThat(data(stream, "done"))
          .isEqualTo("{\"complete\":false,\"errors\":[" + FAILED_A + "]}");
      assertThat(stream.read()).isEqualTo(-1);
      assertThat(client.get("/nowhere").answer().status()).as("the next response").isEqualTo(404);
    }
  }

  @Test
  void linesAreTheSameObjectsWithTheirType() throws Exception {
    try (RawClient client = scene.connect()) {
      Answer head = client.get("/three", LINES).answerToHead();
      assertThat(head.header("content-type")).isEqualTo("application/x-ndjson");
      ChunkedInput stream = client.chunks();
      scene.held("/b").write("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n");
      assertThat(stream.line())
          .startsWith(
              "{\"type\":\"part\",\"part\":\"b\",\"outcome\":\"failure\",\"value\":[],"
                  + "\"error\":{\"part\":\"b\",\"reason\":\"bad_status\",\"status\":404,");
      scene.held("/c").answer("1");
      assertThat(stream.line())
          .isEqualTo("{\"type\":\"part\",\"part\":\"c\",\"outcome\":\"success\",\"value\":1}");
      scene.held("/a").answer("2");
      assertThat(stream.line()).contains("\"part\":\"a\"");
      assertThat(stream.line())
          .startsWith("{\"type\":\"done\",\"complete\":false,\"errors\":[{\"part\":\"b\",");
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENTS, LINES})
  void lineBreaksBetweenTokensAreSentAsSpaces(String accept) throws Exception {
    try (RawClient client = scene.connect()) {
      ChunkedInput stream = ask(client, "/two?parts=a", accept);
      scene.held("/a").answer("{\r\n\t\"a\":\n \"\\n\\r\u2028\"\r}\n");
      String line = accept.equals(LINES) ? stream.line() : data(stream, "part");
      assertThat(line).endsWith("\"value\":{  \t\"a\":  \"\\n\\r\u2028\" } }");
    }
  }

  @Test
  void aPartThatNeedsAnotherComesAfterIt() throws Exception {
    try (RawClient client = scene.connect()) {
      ChunkedInput stream = ask(client, "/chain", EVENTS);
      scene.held("/first").answer("{\"id\":7}");
      assertThat(data(stream, "part")).contains("\"first\"");
      scene.held("/then?id=7").answer("8");
      assertThat(data(stream, "part")).contains("\"then\"", "\"value\":8");
      assertThat(data(stream, "done")).isEqualTo("{\"complete\":true,\"errors\":[]}");
    }
  }

  @Test
  void onlyChosenPartsAreSentAndOneThatIsNotCalledIsSkipped() throws Exception {
    try (RawClient client = scene.connect()) {
      ChunkedInput stream = ask(client, "/chain?parts=then", EVENTS);
      scene.held("/first").answer("{}");
      assertThat(data(stream, "part"))
          .isEqualTo("{\"part\":\"then\",\"outcome\":\"skipped\",\"value\":null}");
      assertThat(data(stream, "done")).isEqualTo("{\"complete\":true,\"errors\":[]}");
    }
  }

  @Test
  void aRequiredPartThatFailsEndsTheStreamWithTheProblem() throws Exception {
    try (RawClient client = scene.connect()) {
      ChunkedInput stream = ask(client, "/required", EVENTS);
      scene.held("/a").write("HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n");
      assertThat(data(stream, "part")).contains("\"a\"", "\"failure\"");
      assertThat(data(stream, "part"))
          .isEqualTo("{\"part\":\"b\",\"outcome\":\"skipped\",\"value\":null}");
      assertThat(data(stream, "done"))
          .isEqualTo(
              "{\"complete\":false,\"errors\":["
                  + FAILED_A
                  + "],\"problem\":{\"type\":\"about:blank\",\"title\":\"Bad Gateway\","
                  + "\"status\":502,\"detail\":\"the required part a failed\"}}");
      assertThat(stream.read()).isEqualTo(-1);
      CountDownLatch cancelled = new CountDownLatch(1);
      scene.held("/b").onClosed(cancelled::countDown);
      assertThat(cancelled.await(Patience.HANG.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void problemsBeforeTheStreamAreOrdinaryResponses() throws Exception {
    try (RawClient client = scene.connect()) {
      Answer wrong = client.get("/two?id=x", EVENTS).answer();
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.header("content-type")).isEqualTo("application/problem+json");
      assertThat(client.get("/two", EVENTS, "Request-Timeout-Ms: 0").answer().status())
          .isEqualTo(504);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text/event-stream                           | 406
          application/x-ndjson, text/event-stream;q=1 | 406
          text/event-stream, application/json;q=0     | 406
          text/event-stream, application/json;q=0.1   | 200
          text/event-stream, */*;q=0.1                | 200
          text/html                                   | 200
          """)
  void aTransformHasNoStreamOfParts(String accept, int status) throws Exception {
    try (RawClient client = scene.connect()) {
      client.get("/all", "Accept: " + accept);
      if (status == 200) {
        GatedTransform.open();
        scene.held("/a").answer("1");
      }
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.header("content-type"))
          .isEqualTo(status == 200 ? "application/json" : "application/problem+json");
    }
  }

  @Test
  void anAcceptThatIsForBackendsAsksForNoStream() throws Exception {
    try (RawClient client = scene.connect()) {
      client.get("/theirs", EVENTS);
      Exchange call = scene.held("/a");
      assertThat(call.head()).containsIgnoringCase("\r\n" + EVENTS + "\r\n");
      call.answer("1");
      assertThat(client.answer().header("content-type")).isEqualTo("application/json");
    }
  }

  @Test
  void headGetsTheHeadAndCallsNoBackend() throws Exception {
    int calls = scene.backend().heads().size();
    try (RawClient client = scene.connect()) {
      Answer head = client.request("HEAD", "/required", EVENTS).answerToHead();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo("text/event-stream");
      assertThat(head.header("cache-control")).isEqualTo("no-store");
      assertThat(head.headers("content-length")).isEmpty();
      assertThat(head.headers("etag")).isEmpty();
      assertThat(client.get("/nowhere").answer().status()).isEqualTo(404);
    }
    assertThat(scene.backend().heads()).hasSize(calls);
  }

  @Test
  void aBrowserThatHasAllEventsIsToldNotToAskAgain() throws Exception {
    int calls = scene.backend().heads().size();
    try (RawClient client = scene.connect()) {
      Answer answer = client.get("/two", EVENTS, "Last-Event-ID: done").answerToHead();
      assertThat(answer.status()).isEqualTo(204);
      assertThat(client.get("/nowhere").answer().status()).isEqualTo(404);
    }
    assertThat(scene.backend().heads()).hasSize(calls);
  }

  @Test
  void theEndOfTheConnectionIsTheEndForClientsWithoutChunks() throws Exception {
    try (RawClient client = scene.connect()) {
      client.send("GET /two HTTP/1.0\r\nConnection: keep-alive\r\n" + LINES + "\r\n\r\n");
      Answer head = client.answerToHead();
      assertThat(head.headers("transfer-encoding")).isEmpty();
      assertThat(head.headers("connection")).containsExactly("close");
      scene.held("/b").answer("1");
      scene.held("/a").answer("2");
      assertThat(client.restWithoutReset().lines()).hasSize(3).last().asString().contains("done");
    }
  }
}
