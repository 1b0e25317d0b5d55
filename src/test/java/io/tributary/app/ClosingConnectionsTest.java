package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import io.tributary.support.RecordedLogs;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections end: which response is the last one, and that the client can read it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClosingConnectionsTest {
  private static final String GET = "GET /a HTTP/1.1\r\nHost: a\r\n";
  private static final String HANGING = "GET /hanging HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final String POST = "POST /a HTTP/1.1\r\nHost: a\r\n";

  private final Scene scene =
      new Scene(
          """
          deadline: 60s
          backends: { b: { url: @backend } }
          aggregates:
            /a: { parts: { a: { backend: b, path: /value/a } } }
            /hanging:
              parts: { a: { backend: b, path: /hang, timeout: 300ms }, b: { backend: b, path: /value/b } }
          """);

  ClosingConnectionsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void c9ABodyThatComesAfterItsRefusalDoesNotDestroyTheResponse() throws IOException {
    try (RawClient client = scene.connect()) {
      Answer answer = client.send(POST + "Content-Length: 20000\r\n\r\n").answer();
      assertThat(answer.status()).isEqualTo(405);
      assertThat(client.restWithoutReset()).isEmpty();
      for (int i = 0; i < 4; i++) {
        client.send("x".repeat(5000)); // throws after a reset
        LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
      }
      assertThat(client.restWithoutReset()).isEmpty();
    }
  }

  @Test
  void c9AClientThatNeverStopsSendingIsCut() throws IOException {
    try (RawClient client = scene.connect()) {
      client.send(POST + "Content-Length: 10737418240\r\n\r\n");
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 256; i++) {
                  client.send("x".repeat(64 * 1024));
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @Test
  void c9AClientThatDripsAfterTheResponseIsCutInTime() throws IOException {
    try (RawClient client = scene.connect()) {
      assertThat(client.send(POST + "Content-Length: 9\r\n\r\n").answer().status()).isEqualTo(405);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 200; i++) {
                  client.send("x");
                  LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
              })
          .isInstanceOf(SocketException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\n",
        "-1\r\n",
        "0x3\r\nabc\r\n",
        "FFFFFFFFFFFFFFFF\r\n",
        "3\r\nabcd\r\n",
        "3\r\nabcX0\r\n\r\n",
        "3\nabc\n0\n\n",
        "3;a=\"\r\n\"\r\nabc\r\n0\r\n\r\n",
        "3\r\nabc\r\nzz\r\n"
      })
  void c9AndFaults55To58AMalformedChunkIs400WhateverTheMethod(String body) throws IOException {
    for (String method : new String[] {"GET", "POST", "PUT"}) {
      String head = method + " /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
      assertOneAnswer(400, head + body + GET + "\r\n");
    }
  }

  @Test
  void fault59TrailersAreNeverTakenForHeaders() throws IOException {
    String body = "3\r\nabc\r\n0\r\nContent-Length: 5\r\nHost: b\r\n\r\n";
    assertOneAnswer(405, POST + "Transfer-Encoding: chunked\r\n\r\n" + body);
  }

  @Test
  void fault60LargeTrailersAre431() throws IOException {
    String body = "0\r\nX: " + "x".repeat(10_000) + "\r\n\r\n";
    assertOneAnswer(431, POST + "Transfer-Encoding: chunked\r\n\r\n" + body);
  }

  @Test
  void fault61ABodyThatNeverComesLeavesNothingBehind() throws IOException {
    try (RawClient client = scene.connect()) {
      client.send(POST + "Content-Length: 10\r\n\r\nabc").finish();
      assertThat(client.answer().status()).isEqualTo(405);
      assertThat(client.restWithoutReset()).isEmpty();
    }
    scene.await(() -> scene.gateway().gateway().inFlight() == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        GET + "\r\n",
        "GET /a HTTP/1.0\r\n\r\n",
        "HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n",
        GET + "\r\n" + GET + "\r\n" + GET + "\r\n",
        HANGING,
        HANGING + GET + "\r\n",
        GET + "\r\nGET /cut HTTP/1.1\r\nHo"
      })
  void c9AndFault62AClientThatEndsItsOutputIsAnswered(String requests) throws IOException {
    try (RecordedLogs logs = new RecordedLogs();
        RawClient client = scene.connect()) {
      client.send(requests).finish();
      for (String request : requests.split("(?<=\r\n\r\n)", -1)) {
        if (request.startsWith("HEAD")) {
          assertThat(client.answerToHead().status()).isEqualTo(200);
        } else if (request.endsWith("\r\n\r\n")) {
          assertThat(client.answer().status()).isEqualTo(200);
        }
      }
      assertThat(client.restWithoutReset()).isEmpty();
      assertThat(logs.lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET", "GET /a HTTP/1.1\r\nHost: a\r\n"})
  void c9AClientThatEndsItsOutputWithoutARequestIsClosed(String part) throws IOException {
    try (RawClient client = scene.connect()) {
      client.send(part).finish();
      assertThat(client.restWithoutReset()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET /a HTTP/1.1\r\n\r\n",
        GET + "Content-Length: 3\r\n\r\nabc",
        GET + "Expect: 100-continue\r\n\r\n",
        GET + "Connection: close\r\n\r\n",
        GET + "Connection: x, Close\r\n\r\n",
        GET + "Connection: x\r\nConnection: close\r\n\r\n",
        "GET /nowhere HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n",
        "DELETE /a HTTP/1.1\r\nHost: a\r\nConnection:\r\nConnection: close\r\n\r\n",
        "GET /nowhere HTTP/1.0\r\nConnection: x\r\n\r\n",
        "GET /a HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\nabc",
        "GET /hanging HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /a HTTP/1.0\r\n\r\n",
        "GET /a HTTP/9.9\r\nHost: a\r\n\r\n",
        POST + "Content-Length: 2\r\n\r\n{}",
        POST + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"
      })
  void c12NothingIsHandledAfterAResponseThatCloses(String last) throws IOException {
    assertOneAnswer(0, last + GET + "\r\n" + GET + "\r\n");
    assertOneAnswer(0, last + "GARBAGE\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a HTTP/1.1\r\nHost: a b\r\n\r\n",
        GET + "Connection: close\r\n\r\n",
        POST + "Content-Length: 2\r\n\r\n{}",
        "GARBAGE\r\n\r\n"
      })
  void c12TheSameBehindARequestThatTakesItsTime(String last) throws IOException {
    long calls = answered();
    try (RawClient client = scene.connect()) {
      client.send(HANGING + last + HANGING);
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isIn(200, 400, 405);
      assertThat(client.restWithoutReset()).isEmpty();
    }
    assertThat(answered()).isLessThanOrEqualTo(calls + 2);
  }

  /** The calls so far that the backend has answered before the client had its response. */
  private long answered() {
    return scene.backendHeads().stream().filter(head -> head.startsWith("GET /value/")).count();
  }

  /** One answer of this status, or of any if it is 0, and then an orderly end. */
  private void assertOneAnswer(int status, String requests) throws IOException {
    try (RawClient client = scene.connect();
        RecordedLogs logs = new RecordedLogs()) {
      Answer answer = client.send(requests).answer();
      if (status != 0) {
        assertThat(answer.status()).as(requests).isEqualTo(status);
      }
      assertThat(answer.header("connection")).isEqualToIgnoringCase("close");
      assertThat(client.restWithoutReset()).as(requests).isEmpty();
      assertThat(logs.lines()).isEmpty();
    }
  }
}
