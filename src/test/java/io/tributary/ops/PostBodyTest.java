package io.tributary.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawClient;
import io.tributary.support.RawClient.Answer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which bodies of requests to the management port are refused. */
final class PostBodyTest {
  private final GuardedServer server = new GuardedServer(Optional.of(GuardedServer.TOKEN));

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void readsABodyInPieces() throws Exception {
    try (RawClient client = server.client()) {
      client.send(
          GuardedServer.head("POST", "/do", "localhost", "Transfer-Encoding: chunked")
              + "3\r\nabc\r\n");
      assertThat(client.send("3\r\ndef\r\n0\r\n\r\n").answer().status()).isEqualTo(200);
      assertThat(client.rest()).isEmpty();
    }
    assertThat(server.posted()).containsExactly("abcdef");
  }

  @Test
  void readsNoBodyAsAnEmptyOne() throws Exception {
    try (RawClient client = server.client()) {
      for (int i = 0; i < 2; i++) {
        assertThat(client.send(GuardedServer.head("POST", "/do", "localhost")).answer().status())
            .isEqualTo(200);
      }
    }
    assertThat(server.posted()).containsExactly("", "");
  }

  @Test
  void refusesABodyOfMoreThan64Kibibytes() throws Exception {
    assertThat(server.postBody("x".repeat(64 * 1024)).status()).isEqualTo(200);
    assertThat(server.postBody("x".repeat(64 * 1024 + 1)).status()).isEqualTo(413);
    assertThat(server.posted()).containsExactly("x".repeat(64 * 1024));
  }

  @Test
  void refusesABodyThatIsMalformedAfterItsBeginning() throws Exception {
    try (RawClient client = server.client()) {
      client.send(
          GuardedServer.head("POST", "/do", "localhost", "Transfer-Encoding: chunked")
              + "3\r\nabc\r\n");
      assertThat(client.send("zz\r\n").answer().status()).isEqualTo(400);
    }
    assertThat(server.posted()).isEmpty();
  }

  @Test
  void refusesABodyThatDoesNotArriveInTime() throws Exception {
    try (GuardedServer impatient = new GuardedServer(Optional.empty(), Duration.ofSeconds(3))) {
      try (RawClient client = impatient.client()) {
        client.send(GuardedServer.head("POST", "/do", "localhost", "Content-Length: 7") + "abc");
        assertThat(client.answer().status()).isEqualTo(408);
      }
      assertThat(impatient.posted()).isEmpty();
    }
  }

  @Test
  void allowsOnlyTheMethodsOfAnEndpoint() throws Exception {
    Answer refused = server.get("/do", "localhost");
    assertThat(refused.status()).isEqualTo(405);
    assertThat(refused.header("allow")).isEqualTo("POST");
    assertThat(refused.body()).contains("supports only POST");
  }
}
