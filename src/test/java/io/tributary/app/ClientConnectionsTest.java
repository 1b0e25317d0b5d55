package io.tributary.app;

import static io.tributary.support.Patience.HANG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Defect A2: connections that send no whole request head. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientConnectionsTest {
  private static final String HALF_A_HEAD = "GET /of/x HTTP/1.1\r\nHost: a\r\nX-Half: ";

  /** Less than a connection that is closed in stages lingers if nobody needs its place. */
  private static final Duration AT_ONCE = Duration.ofSeconds(1);

  private final Scene scene =
      new Scene(
          """
          server: { host: 127.0.0.1, port: 0, maxConnections: 4, headTimeout: 3s }
          deadline: 60s
          backends: { b: { url: @backend } }
          aggregates:
            /of/{id}: { parts: { a: { backend: b, path: "/value/{id}" } } }
            /hang: { parts: { a: { backend: b, path: /hang } } }
          """);

  ClientConnectionsTest() throws Exception {}

  @AfterAll
  void close() throws IOException {
    scene.close();
  }

  @Test
  void c9AConnectionThatIsClosedInStagesLeavesForTheNext() throws Exception {
    Duration fastest = HANG; // of some, since a busy machine may make any of them late
    for (int i = 0; i < 5 && fastest.compareTo(AT_ONCE) >= 0; i++) {
      Duration cut = untilTheFirstThatLingersIsCut();
      fastest = cut.compareTo(fastest) < 0 ? cut : fastest;
    }
    assertThat(fastest).isLessThan(AT_ONCE);
  }

  private Duration untilTheFirstThatLingersIsCut() throws Exception {
    List<RawClient> lingering = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        RawClient client = scene.connect();
        lingering.add(client);
        client.request("POST", "/of/x", "Content-Length: 9");
        assertThat(client.answer().status()).isEqualTo(405);
        assertThat(client.restWithoutReset()).isEmpty();
      }
      assertThat(scene.get("/of/x").status()).isEqualTo(200);
      long start = System.nanoTime();
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1000; i++) {
                  lingering.getFirst().send("x");
                  Thread.sleep(5);
                }
              })
          .isInstanceOf(SocketException.class);
      return Duration.ofNanos(System.nanoTime() - start);
    } finally {
      for (RawClient client : lingering) {
        client.close();
      }
    }
  }

  @Test
  @DisplayName("A2, fault 68: a head that drips is answered with 408 after the head timeout")
  void a2AHeadThatDripsIsAnswered408AfterTheHeadTimeout() throws Exception {
    try (RawClient client = scene.connect()) {
      client.send(HALF_A_HEAD);
      try {
        for (int i = 0; i < 3; i++) { // less than the timeout apart, and never a whole head
          Thread.sleep(700);
          client.send("x");
        }
      } catch (SocketException cutOff) {
        // while it was still sending, on a busy machine
      }
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(answer.header("date")).isNotEmpty();
      assertThat(answer.header("connection")).isEqualTo("close");
      assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
      assertThat(answer.body()).contains("\"detail\":\"the request head did not arrive in time\"");
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a2TheSecondHeadOfAConnectionHasItsOwnTime() throws Exception {
    try (RawClient client = scene.connect()) {
      assertThat(client.get("/of/x").answer().status()).isEqualTo(200);
      Thread.sleep(3500); // idle for longer than the timeout, which concerns heads
      assertThat(client.get("/of/y").answer().status()).isEqualTo(200);
      client.send(HALF_A_HEAD);
      assertThat(client.answer().status()).isEqualTo(408);
    }
  }

  @Test
  void a2AConnectionThatSendsNothingIsClosedWithoutAWord() throws Exception {
    try (RawClient client = scene.connect()) {
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void a2ARequestMayTakeLongerThanTheHeadTimeout() throws Exception {
    try (RawClient client = scene.connect()) {
      client.get("/hang", "Request-Timeout-Ms: 4500");
      assertThat(client.answer().status()).isEqualTo(504);
    }
  }

  @Test
  void a2HalfHeadsDoNotKeepOthersOutAndBusyOnesStay() throws Exception {
    List<RawClient> waiting = new ArrayList<>();
    waiting.add(scene.connect().get("/hang"));
    scene.awaitHanging(1);
    try {
      for (int i = 0; i < 40; i++) {
        RawClient half = scene.connect();
        waiting.add(half);
        sendIfOpen(half);
        assertThat(scene.get("/of/x").status()).isEqualTo(200);
        assertThat(scene.gateway().gateway().limits().connections().open()).isLessThan(4 + 64);
      }
      assertThat(scene.hanging()).isOne();
    } finally {
      for (RawClient client : waiting) {
        client.close();
      }
    }
    scene.await(() -> scene.gateway().gateway().limits().connections().open() == 0);
  }

  @Test
  void a2NewConnectionsWaitWhileAllAreBusy() throws Exception {
    List<RawClient> busy = new ArrayList<>();
    List<RawClient> waiting = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        busy.add(scene.connect().get("/hang"));
      }
      scene.awaitHanging(4);
      for (int i = 0; i < 10; i++) {
        waiting.add(scene.connect().get("/of/x"));
      }
      for (RawClient client : busy) {
        client.close();
      }
      for (RawClient client : waiting) { // each leaves, which lets the others in
        assertThat(client.answer().status()).isEqualTo(200);
        client.close();
      }
    } finally {
      for (RawClient client : busy) {
        client.close();
      }
      for (RawClient client : waiting) {
        client.close();
      }
    }
  }

  @Test
  void emptyLinesBetweenRequestsAreNoHead() throws Exception {
    try (RawClient client = scene.connect()) {
      client.send("\r\nGET /of/x HTTP/1.1\r\nHost: a\r\n\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(200);
      Thread.sleep(3500); // longer than a head may take
      client.send("\r\n");
      assertThat(client.get("/of/y").answer().status()).isEqualTo(200);
    }
  }

  private static void sendIfOpen(RawClient client) throws IOException {
    try {
      client.send(HALF_A_HEAD);
    } catch (SocketException closedForAnother) {
      // that is the limit at work
    }
  }
}
