package io.tributary.backend.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.tributary.backend.ResponseRules;
import java.nio.channels.ClosedChannelException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedResponseDecoderTest {
  private static final long SEED = Long.getLong("decoder.seed", 20_261_126L);
  private static final String OURS = response("[1]");
  private static final String OTHER = response("[2]");
  private static final String CHUNKED =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n[\r\n2\r\n1]\r\n0\r\n\r\n";
  private static final String UNTIL_CLOSE = "HTTP/1.1 200 OK\r\n\r\n";
  private static final String INTERIM = "HTTP/1.1 103 Early Hints\r\n\r\n";

  private final DecodedResponses connection = new DecodedResponses();

  @Test
  void decodesOneResponseForEachRequest() {
    connection.request().receive(OURS).request().receive(CHUNKED).request().receive(OURS);
    assertThat(connection.heard()).isEqualTo("200 [1]. 200 [1]. 200 [1]. ");
    assertThat(connection.lasts()).isTrue();
    assertThat(connection.unsolicited()).isFalse();
  }

  /** Wherever the network cuts what was sent, the same is heard. */
  @Test
  void decodesTheSameHoweverItIsCut() {
    Random random = new Random(SEED);
    for (int i = 0; i < 300; i++) {
      DecodedResponses cut = new DecodedResponses();
      for (String response : new String[] {OURS, INTERIM + CHUNKED, OURS}) {
        cut.request();
        for (int at = 0; at < response.length(); ) {
          int to = Math.min(response.length(), at + 1 + random.nextInt(1 + i % 60));
          cut.receive(response.substring(at, to));
          at = to;
        }
      }
      assertThat(cut.heard()).as("-Ddecoder.seed=" + SEED).isEqualTo("200 [1]. 200 [1]. 200 [1]. ");
      assertThat(cut.lasts()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"H", "HTTP/1.1 2", "x", "HTTP/1.1 408 Request Timeout\r\n\r\n"})
  void closesANewConnectionForBytesThatNobodyAwaits(String bytes) {
    connection.receive(bytes);
    assertThat(connection.heard()).isEmpty();
    assertThat(connection.open()).isFalse();
    assertThat(connection.unsolicited()).isTrue();
  }

  @Test
  void closesAnIdleConnectionForAResponseThatNobodyAwaits() {
    connection.request().receive(OURS).receive(OTHER);
    assertThat(connection.heard()).isEqualTo("200 [1]. ");
    assertThat(connection.open()).isFalse();
    assertThat(connection.unsolicited()).isTrue();
  }

  @Test
  void tellsTheClientToCloseAfterAResponseWithASurplus() {
    connection.request().receive(OURS + OTHER);
    assertThat(connection.heard()).isEqualTo("200 [1]. ");
    assertThat(connection.lasts()).isFalse();
    assertThat(connection.unsolicited()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 12, 20, 30})
  void noPartOfASurplusReachesTheNextExchange(int length) {
    connection.request().receive(CHUNKED + OTHER.substring(0, length));
    assertThat(connection.lasts()).isFalse();
    connection.request().receive(OTHER.substring(length));
    assertThat(connection.heard()).startsWith("200 [1]. ").doesNotContain("[2]");
    assertThat(connection.open()).isFalse();
  }

  @Test
  void lineEndsBetweenResponsesAreNothing() {
    connection.receive("\r\n").request().receive("\r\n" + OURS + "\r\n").receive("\r\n");
    connection.request().receive("\n\r\n").receive(OURS);
    assertThat(connection.heard()).isEqualTo("200 [1]. 200 [1]. ");
    assertThat(connection.open()).isTrue();
    assertThat(connection.lasts()).isTrue();
    assertThat(connection.unsolicited()).isFalse();
  }

  @Test
  void lineEndsAreNoSignOfAResponse() {
    connection.request().receive(OURS).request().receive("\r\n");
    assertThat(connection.use().mayBeStale()).isTrue();
    connection.receive("H");
    assertThat(connection.use().mayBeStale()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "204, 'Content-Length: 3', false",
    "204, 'Transfer-Encoding: chunked', false",
    "304, 'Content-Length: 3', false",
    "304, 'Transfer-Encoding: chunked', false",
    "204, 'Content-Length: 0', true",
    "204, 'X: a', true",
    "304, 'X: a', true"
  })
  void doesNotTrustAConnectionWhoseResponseAnnouncesABodyItCannotHave(
      int status, String field, boolean lasts) {
    connection.request().receive("HTTP/1.1 " + status + " X\r\n" + field + "\r\n\r\n");
    assertThat(connection.heard()).isEqualTo(status + " . ");
    assertThat(connection.lasts()).isEqualTo(lasts);
  }

  @Test
  void swallowsInterimHeads() {
    String most = INTERIM.repeat(ResponseRules.MAX_INTERIM_HEADS);
    connection.request().receive(most + OURS).request().receive(most).receive(OURS);
    assertThat(connection.heard()).isEqualTo("200 [1]. 200 [1]. ");
  }

  @Test
  void countsInterimHeads() {
    connection.request().receive(INTERIM.repeat(ResponseRules.MAX_INTERIM_HEADS));
    assertThat(connection.open()).isTrue();
    connection.receive(INTERIM + OURS);
    assertThat(connection.heard()).isEqualTo("bad_status ");
    assertThat(connection.open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"101 Switching Protocols", "099 X", "600 X", "0 X"})
  void refusesAStatusThatIsNotFinal(String status) {
    connection.request().receive("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n" + OTHER);
    assertThat(connection.heard()).isEqualTo("bad_status ");
    assertThat(connection.open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SSH-2.0\r\n", "<html>", "HTTP/2.0 200 OK\r\n\r\n", "\0\0\22\4"})
  void refusesWhatDoesNotBeginAsAResponse(String bytes) {
    connection.request().receive(bytes).receive(OTHER);
    assertThat(connection.heard()).isEqualTo("unreachable ");
    assertThat(connection.open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.x 200 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 +20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: a\r\n\r\n"
      })
  void saysThatAHeadIsMalformed(String bytes) {
    connection.request().receive(bytes).receive(OTHER);
    assertThat(connection.heard()).isEqualTo("broken ");
  }

  @Test
  void aBodyUntilTheCloseIsWholeInTheClear() {
    connection.request().receive(UNTIL_CLOSE + "[1").receive("]").close();
    assertThat(connection.heard()).isEqualTo("200 [1]. ");
  }

  @Test
  void aBodyUntilTheCloseIsCutOverTlsWithoutCloseNotify() throws Exception {
    connection.secure(new IdleSslHandler()).request().receive(UNTIL_CLOSE + "[1]").close();
    assertThat(connection.heard()).isEqualTo("200 [1]ClosedChannelException ");
  }

  @Test
  void aBodyUntilTheCloseIsCutOverTlsThatEndsInAFailure() throws Exception {
    connection
        .secure(new IdleSslHandler())
        .request()
        .receive(UNTIL_CLOSE + "[1]")
        .happens(new SslCloseCompletionEvent(new ClosedChannelException()));
    assertThat(connection.heard()).isEqualTo("200 [1]ClosedChannelException ");
    assertThat(connection.open()).isFalse();
  }

  @Test
  void aBodyUntilTheCloseIsWholeOverTlsThatIsClosedProperly() throws Exception {
    connection
        .secure(new IdleSslHandler())
        .request()
        .receive(UNTIL_CLOSE + "[1]")
        .happens(SslCloseCompletionEvent.SUCCESS);
    assertThat(connection.heard()).isEqualTo("200 [1]. ");
    assertThat(connection.open()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Le", "HTTP/1.1 200 OK\r\n\r"})
  void aHeadThatIsCutIsNoResponse(String bytes) {
    connection.request().receive(bytes).close();
    assertThat(connection.heard()).doesNotContain(". ");
  }

  @Test
  void aBodyThatIsCutHasNoEnd() {
    connection.request().receive(OURS.substring(0, OURS.length() - 1)).close();
    assertThat(connection.heard()).isEqualTo("200 [1");
  }

  @Test
  void tellsTheClientToCloseWhileConnectionsServeOneRequestEach() {
    connection.request().receive(OURS);
    assertThat(connection.lasts()).isTrue();
    connection.use().unsolicited();
    connection.request().receive(OURS);
    assertThat(connection.lasts()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"close", "CLOSE", "x, close", "keep-alive, close"})
  void readsTheConnectionHeaderAsAList(String value) {
    connection
        .request()
        .receive("HTTP/1.1 200 OK\r\nConnection: " + value + "\r\nContent-Length: 0\r\n\r\n");
    assertThat(connection.last().headers().get("connection")).isEqualTo("close");
  }

  @ParameterizedTest
  @CsvSource({"timeout=5, true", "timeout=15, true", "timeout=16, false", "max=3, false"})
  void keepsAShortKeepAliveOnly(String value, boolean kept) {
    connection
        .request()
        .receive("HTTP/1.1 200 OK\r\nKeep-Alive: " + value + "\r\nContent-Length: 0\r\n\r\n");
    assertThat(connection.last().headers().contains("keep-alive")).isEqualTo(kept);
  }

  private static String response(String json) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + json.length() + "\r\n\r\n" + json;
  }
}
