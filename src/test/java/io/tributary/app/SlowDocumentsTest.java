package io.tributary.app;

import static io.tributary.support.Patience.HANG;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What documents cost that do not arrive. */
final class SlowDocumentsTest {
  private static final String HEAD =
      "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";

  private final EchoBackend backend = new EchoBackend();

  @AfterEach
  void stop() {
    backend.close();
  }

  private RunningGateway gateway(String keys) throws Exception {
    return RunningGateway.start(
        """
        server: { host: 127.0.0.1, port: 0, %s }
        backends: { b: { url: %s } }
        aggregates:
          /echo: { method: POST, parts: { echo: { backend: b, path: /echo, method: POST, body: $body } } }
          /open: { parts: { open: { backend: b, path: /open } } }
        """
            .formatted(keys, backend.url()));
  }

  @Test
  void aDocumentThatDripsIsCutOff() throws Exception {
    try (RunningGateway gateway = gateway("headTimeout: 3s");
        RawClient client = new RawClient(gateway.port())) {
      client.send(HEAD + "Content-Length: 50\r\n\r\n");
      drip(client);
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(408);
      assertThat(client.rest()).isEmpty();
    }
    assertThat(backend.received()).isEmpty();
  }

  private static void drip(RawClient client) throws Exception {
    try {
      for (int i = 0; i < 4; i++) {
        client.send(" ");
        Thread.sleep(1000);
      }
    } catch (SocketException cutOff) {
      // while it was still sending
    }
  }

  @Test
  void aRequestThatArrivesTakesNoPlaceOfAnother() throws Exception {
    try (RunningGateway gateway = gateway("maxInFlight: 1");
        RawClient slow = new RawClient(gateway.port())) {
      slow.send(HEAD + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(slow.answerToHead().status()).isEqualTo(100); // its head has arrived
      slow.send("[");
      assertThat(gateway.get("/open").statusCode()).isEqualTo(200);
      Duration free = Eventually.holds(HANG, () -> gateway.gateway().inFlight() == 0);
      assertThat(free).isLessThan(HANG); // a moment after the client has the response
      assertThat(slow.send("]").answer().status()).isEqualTo(200);
    }
  }

  @Test
  void aConnectionThatAwaitsADocumentGivesWay() throws Exception {
    try (RunningGateway gateway = gateway("maxConnections: 1");
        RawClient slow = new RawClient(gateway.port())) {
      slow.send(HEAD + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\n");
      assertThat(slow.answerToHead().status()).isEqualTo(100); // its head has arrived
      assertThat(gateway.get("/open").statusCode()).isEqualTo(200);
      assertThat(slow.rest()).isEmpty();
    }
  }

  @Test
  void bytesThatNobodyHasAreNotReserved() throws Exception {
    try (RunningGateway gateway = gateway("maxRequestBody: 2MiB, maxBytesInFlight: 1MiB")) {
      for (int i = 0; i < 2; i++) {
        assertRefused(gateway, "Content-Length: 1500000");
        assertRefused(gateway, "Transfer-Encoding: chunked");
      }
      assertThat(gateway.get("/open").statusCode()).isEqualTo(200);
    }
  }

  private static void assertRefused(RunningGateway gateway, String length) throws IOException {
    try (RawClient client = new RawClient(gateway.port())) {
      Answer answer = client.send(HEAD + length + "\r\n\r\n").answer();
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.header("retry-after")).isEqualTo("1");
    }
  }
}
