package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.tributary.aggregate.Reason;
import io.tributary.backend.BodyCollector;
import io.tributary.scope.ByteBudget;
import io.tributary.support.BackendSettings;
import io.tributary.support.FakeBackend;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cap of {@link BackendSettings} is 64 KiB. */
@EveryTransport
class BodySizeTest {
  private static final int CAP = 64 * 1024;
  private static final String CHUNKED = "HTTP/1.1 %d X\r\nTransfer-Encoding: chunked\r\n\r\n";

  @RegisterExtension final Wire wire;

  BodySizeTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  private final AtomicLong written = new AtomicLong();

  @Test
  @DisplayName("fault 112: an endless chunked body")
  void anEndlessBodyIsCutAtTheCap() {
    FakeBackend backend = wire.faulty(exchange -> endless(exchange, 200));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    Faults.eventually(() -> backend.openStreams() == 0);
    assertThat(written.get()).isLessThan(64L * 1024 * 1024); // what fits into socket buffers
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 112: an endless chunked body of an error")
  void anEndlessErrorBodyIsCutToo() {
    FakeBackend backend = wire.faulty(exchange -> endless(exchange, 503));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.BAD_STATUS);
    Faults.eventually(() -> backend.openStreams() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 113: 10 GB announced")
  void anAnnouncedLengthAboveTheCapIsRefusedBeforeAnyByteOfTheBody() {
    FakeBackend backend =
        wire.faulty(e -> e.write("HTTP/1.1 200 OK\r\nContent-Length: 10737418240\r\n\r\n"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    Faults.eventually(() -> backend.openStreams() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  void aBodyOfExactlyTheCapIsKept() {
    assertThat(sized(CAP).bytes("/bad").length()).isEqualTo(CAP);
  }

  @Test
  void aBodyOneByteAboveTheCapIsTooLarge() {
    assertThat(sized(CAP + 1).failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aChunkedBodyOneByteAboveTheCapIsTooLarge() {
    String size = Integer.toHexString(CAP + 1);
    FakeBackend backend =
        wire.faulty(
            exchange ->
                exchange.write(
                    CHUNKED.formatted(200) + size + "\r\n" + json(CAP + 1) + "\r\n0\r\n\r\n"));
    assertThat(wire.pipe(backend).failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aBodyInManyPiecesIsPutTogether() {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              StringBuilder answer = new StringBuilder(CHUNKED.formatted(200));
              json(3000)
                  .chars()
                  .forEach(c -> answer.append("1\r\n").append((char) c).append("\r\n"));
              exchange.write(answer.append("0\r\n\r\n").toString());
            });
    assertThat(wire.pipe(backend).body("/bad")).isEqualTo(json(3000));
  }

  @Test
  void theFirstChunkMayAlreadyBeTooLarge() {
    BodyCollector body = new BodyCollector(3, ByteBudget.UNLIMITED.open());
    assertThat(body.add(bytes("[10]"), 4)).isNotNull();
  }

  @Test
  void withoutAnnouncedLengthTheBytesAreCountedAsTheyCome() {
    BodyCollector body = new BodyCollector(3, ByteBudget.UNLIMITED.open());
    assertThat(body.tooLarge(200, -1)).isFalse();
    assertThat(body.add(bytes("[1]"), 3)).isNull();
    assertThat(body.complete().result()).isEqualTo(Buffer.buffer("[1]"));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 600_000, 1_000_000, 10})
  void collectsALargeBodyWhateverWasAnnounced(long announced) {
    BodyCollector body = new BodyCollector(1 << 20, ByteBudget.UNLIMITED.open());
    assertThat(body.tooLarge(200, announced)).isFalse();
    StringBuilder json = new StringBuilder("\"");
    for (int i = 0; json.length() < 599_999; i++) {
      json.append(i % 10);
    }
    String sent = json.append('"').toString();
    for (int at = 0; at < sent.length(); at += 70_000) {
      String piece = sent.substring(at, Math.min(sent.length(), at + 70_000));
      assertThat(body.add(bytes(piece), piece.length())).isNull();
    }
    assertThat(body.add(bytes("x".repeat(1 << 19)), 1 << 19)).isNotNull();
    assertThat(body.complete().result()).hasToString(sent);
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
  }

  private Wire.Pipe sized(int bytes) {
    return wire.pipe(wire.faulty(exchange -> exchange.answer(json(bytes))));
  }

  private static String json(int bytes) {
    return "\"" + "a".repeat(bytes - 2) + "\"";
  }

  /** Writes as fast as it is read, until the connection is closed. */
  private void endless(FakeBackend.Exchange exchange, int status) {
    exchange.write(CHUNKED.formatted(status));
    more(exchange, Buffer.buffer("4000\r\n" + " ".repeat(0x4000) + "\r\n"));
  }

  private void more(FakeBackend.Exchange exchange, Buffer chunk) {
    exchange
        .send(chunk)
        .onSuccess(
            _ -> {
              written.addAndGet(chunk.length());
              more(exchange, chunk);
            });
  }
}
