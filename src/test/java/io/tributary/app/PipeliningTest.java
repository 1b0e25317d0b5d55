package io.tributary.app;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.http.PublicLimits;
import io.tributary.support.RawClient;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that send more before they have the response to their last request. */
class PipeliningTest {
  private static final String GET = "GET /good HTTP/1.1\r\nHost: a\r\n\r\n";
  private static final int IN_ORDER = 10_000; // more take a busy machine a minute
  private static final int MANY = 75_000;
  private static final Pattern ANSWER =
      Pattern.compile(
          "HTTP/1.1 404 .*\\r\\n(?:.+\\r\\n)*?x-request-id: (\\d+)\\r\\n", CASE_INSENSITIVE);
  private static final String HANG = "GET /hang HTTP/1.1\r\nHost: a\r\n\r\n";

  private final Scene scene = scene("60s");

  PipeliningTest() throws Exception {}

  private static Scene scene(String headTimeout) throws Exception {
    return new Scene(
        """
        server: { host: 127.0.0.1, port: 0, maxInFlight: 3, headTimeout: %s }
        deadline: 60s
        backends: { b: { url: @backend } }
        aggregates:
          /hang: { parts: { a: { backend: b, path: /hang } } }
          /good: { parts: { a: { backend: b, path: /value/a } } }
        """
            .formatted(headTimeout));
  }

  @AfterEach
  void close() throws IOException {
    scene.close();
  }

  @Test
  @DisplayName("A6: a connection holds one place, however much it sends")
  void aConnectionHoldsOnePlace() throws Exception {
    try (RawClient greedy = scene.connect()) {
      greedy.send(HANG.repeat(100));
      scene.awaitHanging(1);
      assertThat(scene.get("/good").status()).isEqualTo(200);
      scene.await(() -> scene.gateway().gateway().inFlight() == 1);
    }
  }

  @Test
  @DisplayName("fault 66: many requests are answered in their order")
  void manyRequestsAreAnswered() throws Exception {
    try (RawClient client = scene.connect()) {
      client.send(GET.repeat(500));
      for (int i = 0; i < 500; i++) {
        assertThat(client.answer().status()).isEqualTo(200);
      }
    }
  }

  @Test
  @DisplayName("fault 66: 10,000 requests are answered in their order")
  void tenThousandRequestsAreAnsweredInTheirOrder() throws Exception {
    StringBuilder requests = new StringBuilder();
    for (int i = 1; i <= IN_ORDER; i++) {
      requests.append("GET /none HTTP/1.1\r\nHost: a\r\nX-Request-Id: ").append(i);
      requests.append(i == IN_ORDER ? "\r\nConnection: close\r\n\r\n" : "\r\n\r\n");
    }
    try (RawClient client = scene.connect()) {
      var _ = Thread.ofVirtual().start(() -> send(client, requests.toString()));
      String answers = client.restWithoutReset();
      assertThat(ANSWER.matcher(answers).results().map(answer -> answer.group(1)))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(1, IN_ORDER).mapToObj(Integer::toString).toList());
    }
    assertThat(scene.get("/good").status()).isEqualTo(200);
  }

  @Test
  @DisplayName("fault 66: 75,000 requests whose responses nobody reads cost a few of them")
  void requestsWhoseResponsesNobodyReadsAreCutOff() throws Exception {
    try (Scene impatient =
            new Scene(
                """
                server: { host: 127.0.0.1, port: 0, writeTimeout: 500ms }
                backends: { b: { url: @backend } }
                aggregates:
                  /big: { parts: { a: { backend: b, path: /big } } }
                  /good: { parts: { a: { backend: b, path: /value/a } } }
                """);
        RawClient client = new RawClient(impatient.gateway().port(), 4096)) {
      String requests = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n".repeat(MANY);
      var _ = Thread.ofVirtual().start(() -> send(client, requests));
      impatient.await(() -> !impatient.backendHeads().isEmpty());
      assertThat(impatient.get("/good").status()).isEqualTo(200);
      PublicLimits limits = impatient.gateway().gateway().limits();
      impatient.await(() -> limits.connections().open() == 0);
      impatient.await(() -> limits.bytes().used() == 0);
      impatient.await(() -> impatient.gateway().gateway().inFlight() == 0);
      // The system takes some megabytes on the way; nothing else may be read and kept.
      assertThat(impatient.backendHeads()).hasSizeLessThan(200);
      assertThat(impatient.get("/good").status()).isEqualTo(200);
    }
  }

  private static void send(RawClient client, String requests) {
    try {
      RawClient _ = client.send(requests);
    } catch (IOException cut) {
      // the answers tell
    }
  }

  @Test
  @DisplayName("A2: half a head behind a whole request times out, too")
  void halfAHeadBehindARequestTimesOut() throws Exception {
    try (Scene impatient = scene("5s");
        RawClient client = impatient.connect()) {
      client.send(GET + "GET /good HTTP/1.1\r\nHo");
      assertThat(client.answer().status()).isEqualTo(200);
      assertThat(client.answer().status()).isEqualTo(408);
    }
  }

  @Test
  @DisplayName("C12: the second half of a head is not taken for a request, also under overload")
  void theSecondHalfOfAHeadIsNoRequest() throws Exception {
    try (RawClient first = scene.connect();
        RawClient second = scene.connect();
        RawClient third = scene.connect();
        RawClient client = scene.connect()) {
      client.send(GET + "GET /good HTTP/1.1\r\nHost: a\r\nX-A: ");
      assertThat(client.answer().status()).isEqualTo(200);
      scene.await(() -> scene.gateway().gateway().inFlight() == 0);
      first.send(HANG);
      second.send(HANG);
      third.send(HANG);
      scene.awaitHanging(3);
      client.send("GET /hang HTTP/1.1\r\nX-B: 1\r\n\r\n");
      assertThat(client.answer().status()).isEqualTo(503);
      client.send(GET);
      assertThat(client.answer().status()).isEqualTo(503);
    }
  }
}
