package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.RecordedLogs;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What connections carry: several requests, old versions, answers that are taken slowly. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionsTest {
  private static final int LARGE = 1_000_000;
  private static final int PIPELINED = 500;

  private final Scene scene =
      new Scene(
          """
          deadline: 10s
          backends: { b: { url: @backend, maxBody: 2MiB } }
          aggregates:
            /of/{id}: { parts: { a: { backend: b, path: "/value/{id}" } } }
            /big: { parts: { a: { backend: b, path: /big }, b: { backend: b, path: /big } } }
          """);

  ConnectionsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void fault66AnswerPipelinedRequestsInTheirOrder() throws IOException {
    try (RawClient client = scene.connect()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < PIPELINED; i++) {
        requests.append("GET /of/n").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
      }
      client.send(requests.toString());
      for (int i = 0; i < PIPELINED; i++) {
        assertThat(client.answer().body()).contains("{\"a\":[\"n" + i + "\"]}");
      }
    }
  }

  @Test
  void endAfterAnAnswerToHttp10() throws IOException {
    try (RawClient client = scene.connect()) {
      Answer answer = client.send("GET /of/x HTTP/1.0\r\n\r\n").answer();
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers("transfer-encoding")).isEmpty();
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void endWhenTheClientAsksForIt() throws IOException {
    try (RawClient client = scene.connect()) {
      assertThat(client.get("/of/x", "Connection: close, X-Request-Id").answer().status())
          .isEqualTo(200);
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void carryALargeAnswerToASlowReader() throws IOException {
    try (RawClient client = new RawClient(scene.gateway().port(), 4096)) {
      Answer head = client.get("/big").answerToHead();
      int length = Integer.parseInt(head.header("content-length"));
      assertThat(length).isGreaterThan(2 * LARGE);
      assertThat(scene.get("/of/meanwhile").status()).isEqualTo(200);
      client.skip(length);
      assertThat(client.get("/of/x").answer().body()).contains("{\"a\":[\"x\"]}");
    }
  }

  @Test
  void fault63MayBeResetAtEveryByteOfARequestWithoutATrace() throws IOException {
    String request = "GET /of/reset HTTP/1.1\r\nHost: a\r\nX-Y: z\r\n\r\n";
    try (RecordedLogs logs = new RecordedLogs()) {
      for (int i = 0; i <= request.length(); i++) {
        try (RawClient client = scene.connect()) {
          client.send(request.substring(0, i)).reset();
        }
      }
      assertThat(scene.get("/of/x").status()).isEqualTo(200);
      scene.await(() -> scene.gateway().gateway().inFlight() == 0);
      assertThat(logs.lines()).isEmpty();
    }
  }

  @Test
  void fault64MayBeResetWhileALargeAnswerIsWritten() throws IOException {
    try (RecordedLogs logs = new RecordedLogs();
        RawClient client = new RawClient(scene.gateway().port(), 4096)) {
      assertThat(client.get("/big").answerToHead().status()).isEqualTo(200);
      client.reset();
      scene.await(() -> scene.gateway().gateway().inFlight() == 0);
      assertThat(scene.get("/of/x").status()).isEqualTo(200);
      assertThat(logs.lines()).isEmpty();
    }
  }
}
