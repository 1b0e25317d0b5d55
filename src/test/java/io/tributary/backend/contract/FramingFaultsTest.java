package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@EveryHttp1Transport
class FramingFaultsTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";

  @RegisterExtension final Wire wire;

  FramingFaultsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  @DisplayName("fault 114: a body shorter than its length")
  void aBodyShorterThanItsLengthIsUnreachable() {
    cut(HEAD + "Content-Length: 100\r\n\r\n[1]");
  }

  @Test
  @DisplayName("fault 118: a chunked body without its last chunk")
  void aChunkedBodyWithoutItsLastChunkIsUnreachable() {
    cut(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n");
  }

  @Test
  @DisplayName("fault 118: a chunked body cut inside a chunk")
  void aChunkedBodyCutInsideAChunkIsUnreachable() {
    cut(HEAD + "Transfer-Encoding: chunked\r\n\r\nff\r\n[1]");
  }

  @ParameterizedTest(name = "fault 119: the chunk size \"{0}\"")
  @ValueSource(strings = {"xyz", "-1", "FFFFFFFFFFFFFFFF", "0x3", ""})
  void aChunkSizeThatIsNoneIsUnreachable(String size) {
    sent(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n[1]\r\n0\r\n\r\n");
  }

  @ParameterizedTest(name = "fault 131: what is not HTTP, {index}")
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n",
        "\u0016\u0003\u0001\u0002\r\n\r\n",
        "<html>hello</html>\r\n\r\n",
        "{\"no\":\"head\"}\r\n\r\n",
        "\u0000\u0000\u0000\r\n\r\n"
      })
  void whatIsNotHttpIsUnreachable(String greeting) {
    sent(greeting);
  }

  @ParameterizedTest(name = "fault 132, defect C5: a head with {0} cookies")
  @ValueSource(ints = {200, 400})
  void aHeadWithinItsLimitIsAccepted(int cookies) {
    String fields = "Set-Cookie: a=b; Path=/; HttpOnly\r\n".repeat(cookies);
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write(HEAD + fields + "Content-Length: 3\r\n\r\n[1]"));
    assertThat(wire.pipe(backend).body("/bad")).isEqualTo("[1]");
  }

  @ParameterizedTest(name = "fault 132, defect C5: a head above its limit, {index}")
  @MethodSource("headsAboveTheirLimit")
  void theWholeHeadHasALimit(String head) {
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write(head + "Content-Length: 3\r\n\r\n[1]"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    Faults.nextCallsAreFine(pipe);
  }

  static List<String> headsAboveTheirLimit() {
    return List.of(
        HEAD + "X: " + "y".repeat(17_000) + "\r\n",
        "HTTP/1.1 200 " + "x".repeat(9_000) + "\r\nX: " + "y".repeat(9_000) + "\r\n",
        HEAD + "A:\r\n".repeat(5_000),
        HEAD + "A: b\r\n".repeat(3_000));
  }

  @ParameterizedTest(name = "fault 132, defect C6: allowed, {0}")
  @ValueSource(
      strings = {
        "Content-Encoding:\r\n",
        "Content-Encoding: identity,\r\n",
        "X-Folded: a\r\n b\r\n",
        "X-Folded:\r\n b\r\n",
        "X-Folded:\r\n \r\n\tb\r\n \r\n",
        "Content-Type:\r\n application/json\r\n",
        "Content-Encoding:\r\n identity\r\n",
        "Connection:\r\n keep-alive\r\n",
        "Connection: keep-alive\r\n"
      })
  void fieldsThatTheRfcsAllowAreAccepted(String field) {
    acceptedAndKept(HEAD + field + "Content-Length: 3\r\n\r\n[1]");
  }

  @ParameterizedTest(name = "C6: {0}")
  @ValueSource(
      strings = {
        "Content-Length:\r\n 3",
        "Content-Length: 3\r\n ",
        "Content-Length: 0000000000000000003",
        "Content-Length: 00000000000000000000000000000003"
      })
  void aLengthMayBeFoldedAndHaveLeadingZeros(String field) {
    acceptedAndKept(HEAD + field + "\r\n\r\n[1]");
  }

  @Test
  @DisplayName("C6: Connection: close, folded")
  void aFoldedCloseIsSeen() {
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write(HEAD + "Connection:\r\n close\r\nContent-Length: 3\r\n\r\n[1]"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.eventually(() -> backend.open() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @ParameterizedTest(name = "C6: a length that no body may have, {0}")
  @ValueSource(
      strings = {
        "99999999999999999",
        "999999999999999999",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551619",
        "99999999999999999999999999999999"
      })
  void aLengthAboveEveryLimitIsTooLarge(String length) {
    tooLarge(HEAD + "Content-Length: " + length + "\r\n\r\n[1]");
  }

  @ParameterizedTest(name = "C6: a chunk that no body may have, {0}")
  @ValueSource(
      strings = {
        "80000000",
        "FFFFFFFF",
        "100000000",
        "00100000003",
        "fffffffff;a=b",
        "80000000 ;a"
      })
  void aChunkAboveEveryLimitIsTooLarge(String size) {
    tooLarge(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n[1]\r\n0\r\n\r\n");
  }

  @Test
  void aSizeInPlaceOfTheEndOfAChunkIsUnreachable() {
    sent(HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\n[1]80000000\r\n[1]\r\n0\r\n\r\n");
  }

  private void tooLarge(String bytes) {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(bytes));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    Faults.eventually(() -> backend.open() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @ParameterizedTest(name = "C6: empty members, {index}")
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked,",
        "Transfer-Encoding: , chunked",
        "Transfer-Encoding: ,\t,CHUNKED ,,",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding:",
        "Transfer-Encoding:\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding:\r\n chunked"
      })
  void emptyMembersOfTheTransferCodingAreIgnored(String fields) {
    acceptedAndKept(HEAD + fields + "\r\n\r\n3\r\n[1]\r\n0\r\n\r\n");
  }

  @ParameterizedTest(name = "C6: no other coding, {index}")
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked,,\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: ,",
        "Transfer-Encoding:"
      })
  void otherTransferCodingsAreUnreachable(String fields) {
    sent(HEAD + fields + "\r\n\r\n3\r\n[1]\r\n0\r\n\r\n");
  }

  /** Another reader of the same bytes could see another header. */
  @ParameterizedTest
  @ValueSource(
      strings = {"no colon", "X-A : b", "X-A\t: b", ": b", "X A: b", "Transfer-Encoding : chunked"})
  void aFieldWithoutAProperNameIsUnreachable(String field) {
    sent(HEAD + field + "\r\nContent-Length: 3\r\n\r\n[1]");
  }

  @ParameterizedTest(name = "C6: HTTP/1.2, {index}")
  @ValueSource(
      strings = {
        "Content-Length: 3\r\n\r\n[1]",
        "Transfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n0\r\n\r\n"
      })
  void aLaterMinorVersionIsReadAsHttp11(String rest) {
    FakeBackend backend = wire.faulty(exchange -> exchange.write("HTTP/1.2 200 OK\r\n" + rest));
    assertThat(wire.pipe(backend).body("/bad")).isEqualTo("[1]");
  }

  @Test
  @DisplayName("C6: chunk sizes with leading zeros")
  void chunkSizesMayHaveLeadingZeros() {
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write(
                    HEAD + "Transfer-Encoding: chunked\r\n\r\n0003\r\n[1]\r\n00\r\n\r\n"));
    assertThat(wire.pipe(backend).body("/bad")).isEqualTo("[1]");
  }

  @Test
  @DisplayName("fault 133: trailers")
  void trailersAreIgnored() {
    acceptedAndKept(trailed("X-Sum: 1\r\nX-B: 2"));
  }

  /** A trailer ends with its line, whatever came before in the same place of a buffer. */
  @ParameterizedTest(name = "fault 133, defect C6: a trailer of {0} bytes after an indented body")
  @ValueSource(ints = {60, 95, 107, 110, 120, 130, 150})
  void aTrailerOfAnyLengthIsIgnored(int length) {
    String body = "[" + ("\n" + " ".repeat(20)).repeat(6) + "1]";
    String trailer = "X-Sum: " + "a".repeat(length - 9);
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write(
                    HEAD
                        + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + Integer.toHexString(body.length())
                        + "\r\n"
                        + body
                        + "\r\n0\r\n"
                        + trailer
                        + "\r\n\r\n"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo(body);
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @ParameterizedTest(name = "fault 133, defect C6: folded trailers, {index}")
  @ValueSource(
      strings = {
        "X-T: a\r\n b",
        "X-T:\r\n b",
        "X-T: a\r\n\tb\r\n  c\r\nX-B: d",
        "X-T: a\r\n \r\n b:c"
      })
  void foldedTrailersAreIgnored(String trailers) {
    acceptedAndKept(trailed(trailers));
  }

  @ParameterizedTest(name = "fault 133: malformed trailers, {index}")
  @ValueSource(strings = {"no colon", ": b", "X A: b", "X-A: b\u0000c", " X-A: b"})
  void aMalformedTrailerIsUnreachable(String trailer) {
    sent(trailed(trailer));
  }

  private static String trailed(String trailers) {
    return HEAD + "Transfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n0\r\n" + trailers + "\r\n\r\n";
  }

  @Test
  @DisplayName("fault 132: a head above its limit")
  void aHeadAboveItsLimitIsTooLarge() {
    String big = "X-Big: " + "a".repeat(17 * 1024) + "\r\n";
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write(HEAD + big + "Content-Length: 3\r\n\r\n[1]"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    Faults.eventually(() -> backend.open() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 132: two different lengths")
  void twoDifferentLengthsAreUnreachable() {
    sent(HEAD + "Content-Length: 3\r\nContent-Length: 4\r\n\r\n[1]]");
  }

  @Test
  void aLengthThatIsNoNumberIsUnreachable() {
    sent(HEAD + "Content-Length: three\r\n\r\n[1]");
  }

  @Test
  @DisplayName("fault 132: a length beside chunks")
  void aLengthBesideChunksNeverReachesTheNextCall() {
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write(
                    HEAD
                        + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
                        + "3\r\n[1]\r\n0\r\n\r\n"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 129: HTTP/1.0 without a length, closed")
  void anAnswerOfHttp10EndsWithItsConnection() {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.write("HTTP/1.0 200 OK\r\n\r\n[1,2]");
              exchange.close();
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1,2]");
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  void aWholeAnswerBeforeAResetStillCounts() {
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange
                    .send(Buffer.buffer(FakeBackend.ok("[1]")))
                    .onComplete(_ -> exchange.close()));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.nextCallsAreFine(pipe);
  }

  /** Sends this and closes: what came of the body can only be that it was cut. */
  private void cut(String bytes) {
    Faults.failsOnlyItsOwnCall(
        wire,
        Reason.UNREACHABLE,
        exchange -> {
          exchange.write(bytes);
          exchange.close();
        });
  }

  /** Sends this and leaves the connection open: we must close it. */
  private void sent(String bytes) {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(bytes));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
    Faults.eventually(() -> backend.open() == 0);
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.connections()).isEqualTo(2);
  }

  /** The body is taken, and the connection serves the next calls. */
  private void acceptedAndKept(String response) {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(response));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.connections()).isEqualTo(1);
  }
}
