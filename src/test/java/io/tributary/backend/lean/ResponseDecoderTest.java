package io.tributary.backend.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.ResponseRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseDecoderTest {
  private static final long SEED = Long.getLong("decoder.seed", 20_261_124L);
  private static final String LENGTH = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1]";
  private static final String LENGTH_OF_3 = "Content-Length: 3\r\n\r\n";
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNKS =
      CHUNKED + "1\r\n[\r\n00a;x=\"y\"\r\n1234567890\r\n1 \r\n]\r\n0\r\nX-Trailer: a\r\n\r\n";

  private final StringBuilder heard = new StringBuilder();
  private final List<ResponseHead> heads = new ArrayList<>();
  private final EmbeddedChannel channel = new EmbeddedChannel(decoder());

  @Test
  void readsABodyOfTheAnnouncedLength() {
    assertThat(decoded(LENGTH)).isEqualTo("200 [1]. ");
    assertThat(heads.getFirst().contentLength()).isEqualTo(3);
    assertThat(heads.getFirst().keepAlive()).isTrue();
  }

  @Test
  void readsChunksTheirExtensionsAndTrailers() {
    assertThat(decoded(CHUNKS)).isEqualTo("200 [1234567890]. ");
    assertThat(heads.getFirst().keepAlive()).isTrue();
  }

  @Test
  void readsABodyUntilTheConnectionCloses() {
    assertThat(decoded("HTTP/1.1 200 OK\r\n\r\n[1")).isEqualTo("200 [1");
    receive(",2]");
    assertThat(channel.finish()).isFalse();
    assertThat(heard).hasToString("200 [1,2]. ");
    assertThat(heads.getFirst().keepAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void knowsWhatHasNoBodyWhateverItSays(int status) {
    String head = "HTTP/1.1 " + status + " X\r\nContent-Length: 3\r\n\r\n";
    assertThat(decoded(head + LENGTH)).isEqualTo(status + " . 200 [1]. ");
  }

  @Test
  void readsInterimHeadsBeforeTheFinalOne() {
    assertThat(decoded("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + LENGTH))
        .isEqualTo("103 200 [1]. ");
  }

  @Test
  void readsOneAnswerAfterTheOther() {
    assertThat(decoded(LENGTH + CHUNKS + LENGTH)).isEqualTo("200 [1]. 200 [1234567890]. 200 [1]. ");
  }

  /** Wherever the network cuts what was sent, the same is heard. */
  @Test
  void readsTheSameHoweverItIsCut() {
    Random random = new Random(SEED);
    String sent = LENGTH + CHUNKS + "HTTP/1.1 204 \r\n\r\n" + CHUNKS;
    String expected = "200 [1]. 200 [1234567890]. 204 . 200 [1234567890]. ";
    for (int i = 0; i < 500; i++) {
      int at = 0;
      while (at < sent.length()) {
        int to = Math.min(sent.length(), at + 1 + random.nextInt(1 + i % 60));
        receive(sent.substring(at, to));
        at = to;
      }
      assertThat(heard).as("-Ddecoder.seed=" + SEED).hasToString(expected);
      heard.setLength(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1.1, '', true",
    "1.1, 'Connection: close', false",
    "1.1, 'connection: x , CLOSE', false",
    "1.1, 'Connection: closed', true",
    "1.1, 'Connection: keep-alive, close', false",
    "1.0, '', false",
    "1.0, 'Connection: Keep-Alive', true"
  })
  void knowsWhetherTheConnectionLasts(String version, String field, boolean lasts) {
    String line = field.isEmpty() ? "" : field + "\r\n";
    assertThat(decoded("HTTP/" + version + " 200 OK\r\n" + line + "Content-Length: 0\r\n\r\n"))
        .isEqualTo("200 . ");
    assertThat(heads.getFirst().keepAlive()).isEqualTo(lasts);
  }

  @ParameterizedTest
  @CsvSource({
    "'', IDENTITY",
    "'Content-Encoding: identity', IDENTITY",
    "'content-encoding: \tIDENTITY ', IDENTITY",
    "'Content-Encoding: gzip', GZIP",
    "'Content-Encoding: X-Gzip', GZIP",
    "'Content-Encoding: identity, gzip', GZIP",
    "'Content-Encoding:', IDENTITY",
    "'Content-Encoding: identity,', IDENTITY",
    "'Content-Encoding: ,identity , identity', IDENTITY",
    "'Content-Encoding: identity,br', OTHER",
    "'Content-Encoding: gzip,gzip', OTHER",
    "'X-Encoding-Content: gzip', IDENTITY"
  })
  void knowsTheCodingOfTheBody(String field, ResponseRules.Encoding encoding) {
    String line = field.isEmpty() ? "" : field + "\r\n";
    decoded("HTTP/1.1 200 OK\r\n" + line + "Content-Length: 0\r\n\r\n");
    assertThat(heads.getFirst().encoding()).isEqualTo(encoding);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 3\r\nContent-Length: 3",
        "Content-Length: 3, 3",
        "Content-Length: +3",
        "Content-Length: -1",
        "Content-Length: 0x3",
        "Content-Length:",
        "Content-Length: 3 3",
        "Content-Length: 3\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\u000bchunked",
        " X: a",
        "X: a\u0000b",
        "X: a\rb",
        "X: a\u007f",
        "X Y: a",
        ": a",
        "no colon",
        "X: a\nContent-Length: 3"
      })
  void refusesAHeadThatCouldBeReadInTwoWays(String fields) {
    assertThat(decoded("HTTP/1.1 200 OK\r\n" + fields + "\r\n\r\n[1]" + LENGTH))
        .isEqualTo("broken ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 200OK\r\n\r\n",
        "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 \r\n\r\n",
        "HTTP/1.\r\n\r\n",
        "http/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 O\u0007K\r\n\r\n",
        "HTTP/1.1 200 OK\n\n",
        "HTTP/1.1 200 OK\r\n\n",
        "SSH",
        "HTTP/2"
      })
  void refusesWhatDoesNotBeginAsAnAnswer(String sent) {
    assertThat(decoded(sent)).isEqualTo("broken ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.2 200 OK\r\n" + LENGTH_OF_3 + "[1]",
        "\r\n\r\nHTTP/1.1 200 OK\r\n" + LENGTH_OF_3 + "[1]",
        "HTTP/1.1 200 OK\r\nX: a\r\n b\r\n\tc\r\n" + LENGTH_OF_3 + "[1]",
        "HTTP/1.1 200 OK\r\n" + LENGTH_OF_3 + "[1]\r\n",
        CHUNKED + "0000000000003\r\n[1]\r\n000\r\n\r\n"
      })
  void acceptsWhatTheRfcsAccept(String sent) {
    assertThat(decoded(sent)).isEqualTo("200 [1]. ");
  }

  @Test
  void joinsAFoldedLine() {
    assertThat(decoded("HTTP/1.1 200 OK\r\nConnection: a,\r\n  close\r\n" + LENGTH_OF_3 + "[1]"))
        .isEqualTo("200 [1]. ");
    assertThat(heads.getFirst().keepAlive()).isFalse();
  }

  @ParameterizedTest(name = "C6: Keep-Alive: {0}")
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "'timeout=1', 1",
        "'TimeOut=1, max=100', 1",
        "'max=100, timeout=1', 1",
        "'max=100;timeout=1', 1",
        "'timeout = 1', 1",
        "'timeout=\"1\"', 1",
        "'timeout=1\r\nKeep-Alive: max=100', 1",
        "'timeout=0', 0",
        "'timeout=99999999999', 2147483647",
        "'max=100', 2147483647",
        "'xtimeout=1', 2147483647",
        "'timeout', 2147483647",
        "'timeout=', 2147483647",
        "'timeout=1x', 2147483647",
        "'timeout=\"\"', 2147483647",
        "'', 2147483647"
      })
  void knowsHowLongTheBackendKeepsTheConnection(String value, int seconds) {
    String head = "HTTP/1.1 200 OK\r\nKeep-Alive: " + value + "\r\n" + LENGTH_OF_3;
    assertThat(decoded(head + "[1]")).isEqualTo("200 [1]. ");
    assertThat(heads.getFirst().keepAliveSeconds()).isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "204, 'Content-Length: 62', false",
    "204, 'Content-Length: 0', true",
    "204, 'Transfer-Encoding: chunked', false",
    "304, 'Content-Length: 62', false",
    "304, '', true"
  })
  void doesNotTrustAConnectionWhoseResponseAnnouncesABodyItCannotHave(
      int status, String field, boolean lasts) {
    String line = field.isEmpty() ? "" : field + "\r\n";
    assertThat(decoded("HTTP/1.1 " + status + " X\r\n" + line + "\r\n")).isEqualTo(status + " . ");
    assertThat(heads.getFirst().keepAlive()).isEqualTo(lasts);
  }

  @Test
  void refusesChunksWhoseSizeOrEndIsMalformed() {
    for (String chunk :
        List.of(
            "x\r\n",
            "\r\n",
            "-1\r\n",
            "0x3\r\n",
            "80000000\r\n",
            "FFFFFFFFFFFFFFFF\r\n",
            "3\n[1]",
            "3 3\r\n",
            "3;\u0000\r\n")) {
      assertBroken(CHUNKED + chunk, "200 broken ");
    }
    assertBroken(CHUNKED + "3\r\n[1]4\r\n", "200 [1]broken ");
    assertBroken(CHUNKED + "3\r\n[1]\n", "200 [1]broken ");
    assertBroken(CHUNKED + "0\r\nno colon\r\n\r\n", "200 broken ");
    assertBroken(CHUNKED + "0\r\nX: a\n\r\n", "200 broken ");
    assertBroken(CHUNKED + "0\r\nX: a\r\n b\u0000\r\n\r\n", "200 broken ");
    assertBroken(CHUNKED + "0\r\n X: a\r\n\r\n", "200 broken ");
  }

  @Test
  void boundsWhatItKeepsOfHeadsChunkLinesAndTrailers() {
    String long8 = "a".repeat(16 * 1024);
    assertBroken("HTTP/1.1 200 OK\r\nX: " + long8, "broken ");
    assertBroken("HTTP/1.1 200 " + long8, "broken ");
    assertBroken(CHUNKED + "3;" + "a".repeat(1024), "200 broken ");
    assertBroken(CHUNKED + "0\r\nX: " + long8, "200 broken ");
    assertBroken(CHUNKED + "0\r\n" + ("X: " + "a".repeat(1000) + "\r\n").repeat(17), "200 broken ");
    String fits = "HTTP/1.1 200 OK\r\nX: " + "a".repeat(16_000) + "\r\nContent-Length: 0\r\n\r\n";
    assertThat(decoded(fits)).isEqualTo("200 . ");
  }

  private void assertBroken(String sent, String expected) {
    heard.setLength(0);
    EmbeddedChannel fresh = new EmbeddedChannel(decoder());
    fresh.writeInbound(Unpooled.copiedBuffer(sent, StandardCharsets.ISO_8859_1));
    fresh.writeInbound(Unpooled.copiedBuffer(LENGTH, StandardCharsets.ISO_8859_1));
    assertThat(heard).as(sent).hasToString(expected);
    assertThat(fresh.finish()).isFalse();
    heard.setLength(0);
  }

  private String decoded(String sent) {
    receive(sent);
    return heard.toString();
  }

  private void receive(String sent) {
    channel.writeInbound(Unpooled.copiedBuffer(sent, StandardCharsets.ISO_8859_1));
  }

  private ResponseDecoder decoder() {
    return new ResponseDecoder(
        new ResponseDecoder.Listener() {
          @Override
          public void head(ResponseHead head) {
            heads.add(head);
            heard.append(head.status()).append(' ');
          }

          @Override
          public void body(ByteBuf bytes, int length) {
            heard.append(bytes.toString(bytes.readerIndex(), length, StandardCharsets.ISO_8859_1));
          }

          @Override
          public void end() {
            heard.append(". ");
          }

          @Override
          public void broken(CallFailedException why) {
            heard.append("broken ");
          }
        },
        ResponseDecoder.newScratch(16 * 1024));
  }
}
