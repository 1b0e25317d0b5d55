package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.backend.SingleUse;
import io.tributary.support.FakeBackend;
import io.tributary.support.LoopPause;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a backend sends too much must never become another request's answer. */
@EveryHttp1Transport
class UnsolicitedResponsesTest {
  private static final String SECRET = FakeBackend.ok("\"secret of another\"");

  @RegisterExtension final Wire wire;

  UnsolicitedResponsesTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  @DisplayName("fault 121: two responses in one packet")
  void aSecondAnswerInTheSamePacketReachesNobody() {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(FakeBackend.ok("[1]") + SECRET));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 121: two responses, and a call that follows at once")
  void aSecondAnswerNeverReachesACallThatFollowsAtOnce() {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(FakeBackend.ok("[1]") + SECRET));
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 30; i++) {
      String own = "/own?n=" + i;
      Future<Buffer> chained = pipe.startChained("/bad", own);
      assertThat(Settled.of(chained)).isEqualTo(Wire.own(own));
    }
  }

  @Test
  void theFirstHalfOfASecondAnswerInTheSamePacketReachesNobody() {
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write(FakeBackend.ok("[1]") + "HTTP/1.1 200 OK\r\nX"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.nextCallsAreFine(pipe);
  }

  /** What is late cannot be told from the next response; what is not used again cannot be hit. */
  @Test
  @DisplayName("B8: after an unsolicited response each connection serves one request")
  void afterAnUnsolicitedResponseEachConnectionServesOneRequest() {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(FakeBackend.ok("[1]") + SECRET));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.connections()).isEqualTo(4);
    Faults.eventually(() -> backend.open() == 0);
  }

  /** Each has a second response on its way, and the rule is put in force by one of them only. */
  @Test
  @DisplayName("B8: no connection that has served a request is used after an unsolicited response")
  void noUsedConnectionIsUsedAfterAnUnsolicitedResponse() {
    List<FakeBackend.Exchange> first = new CopyOnWriteArrayList<>();
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.request() > 1) {
                exchange.write(SECRET);
              } else if (exchange.connection() <= 8) {
                first.add(exchange);
              } else {
                exchange.answer("[2]");
              }
            });
    SingleUse shared = wire.singleUse();
    List<Wire.Pipe> loops = List.of(wire.pipe(backend, 4, shared), wire.pipe(backend, 4, shared));
    List<Future<Buffer>> before = fourEach(loops);
    Faults.eventually(() -> first.size() == 8);
    first.forEach(exchange -> exchange.answer("[1]"));
    assertThat(before).extracting(Settled::of).containsOnly("[1]");
    first.getFirst().write(SECRET);
    Faults.eventually(() -> shared.inForce());
    assertThat(fourEach(loops)).extracting(Settled::of).containsOnly("[2]");
    Faults.eventually(() -> backend.open() == 0);
    assertThat(backend.connections()).isEqualTo(16);
  }

  private static List<Future<Buffer>> fourEach(List<Wire.Pipe> loops) {
    List<Future<Buffer>> started = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      loops.forEach(pipe -> started.add(pipe.start("/a", Wire.LONG)));
    }
    return started;
  }

  /** What comes with the next request would be the announced body, and looks like a response. */
  @ParameterizedTest(name = "B7: {0} with {1}")
  @CsvSource({
    "204, Content-Length: 62, bad_body",
    "204, Transfer-Encoding: chunked, bad_body",
    "304, Content-Length: 62, bad_status",
    "304, Transfer-Encoding: chunked, bad_status",
    "100, Content-Length: 62, [1]",
    "103, Content-Length: 62, [1]",
    "103, Transfer-Encoding: chunked, [1]"
  })
  void aConnectionWithABodyThatMayNotBeIsNotUsedAgain(int status, String field, String result) {
    String head = "HTTP/1.1 %d X\r\n%s\r\n\r\n".formatted(status, field);
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.request() > 1) {
                exchange.write(SECRET);
              } else if (exchange.head().startsWith("GET /bad ")) {
                exchange.write(status < 200 ? head + FakeBackend.ok("[1]") : head);
              } else {
                exchange.answer("[2]");
              }
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(Settled.of(pipe.start("/bad", Wire.LONG))).isEqualTo(result);
    assertThat(pipe.body("/a")).isEqualTo("[2]");
    assertThat(backend.connections()).isEqualTo(2);
  }

  @Test
  void anEmptyLineAfterAResponseIsNotAResponse() {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(FakeBackend.ok("[1]") + "\r\n"));
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 10; i++) {
      assertThat(pipe.body("/bad")).isEqualTo("[1]");
    }
    assertThat(backend.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 121: a second response after 100 ms")
  void aSecondAnswerWhileTheConnectionIsIdleReachesNobody() {
    closesWhenIdleOn(SECRET);
  }

  /** Such as a 408 before the connection is closed, or its first half. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 408 X\r\nBad Field\r\n\r\n",
        "HTTP/1.1 408 X\r\nContent-Le",
        "x",
        "HTTP/1.1 100 Continue\r\n\r\n"
      })
  void whateverComesWhileTheConnectionIsIdleClosesIt(String bytes) {
    closesWhenIdleOn(bytes);
  }

  private void closesWhenIdleOn(String bytes) {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.answer("[1]");
              var _ = wire.vertx().setTimer(100, _ -> exchange.write(bytes));
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.eventually(() -> backend.open() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("fault 115: a length that is too small")
  void surplusBytesOfABodyReachNobody() {
    FakeBackend backend =
        wire.faulty(
            exchange -> exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[1][2][3]"));
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 10; i++) {
      assertThat(pipe.body("/bad")).isEqualTo("[1]");
      Faults.nextCallsAreFine(pipe);
    }
  }

  /** A head with an unknown interim status is passed over; what follows is its own call's. */
  @Test
  @DisplayName("fault 123: 102, then 200")
  void theResponseAfterAnUnknownInterimStatusReachesItsOwnCallAndNoOther() {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.write("HTTP/1.1 102 Processing\r\n\r\n");
              var _ = wire.vertx().setTimer(20, _ -> exchange.write(FakeBackend.ok("[1]")));
            });
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 10; i++) {
      assertThat(pipe.body("/bad")).isEqualTo("[1]");
      String own = "/own?n=" + i;
      assertThat(pipe.body(own)).isEqualTo(Wire.own(own));
    }
    assertThat(backend.connections()).isEqualTo(1);
  }

  @Test
  @DisplayName("fault 124: 102, then silence")
  void anUnknownInterimStatusThatIsFollowedByNothingEndsWithItsDeadline() {
    Faults.endsAtItsDeadline(wire, exchange -> exchange.write("HTTP/1.1 102 Processing\r\n\r\n"));
  }

  /**
   * The connection is held up until the bytes are in its socket. So is that of the second attempt.
   */
  @Test
  @DisplayName("fault 122: a response before the request")
  void whatABackendSaysBeforeTheRequestIsNoResponse() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Semaphore spoken = new Semaphore(0);
      var _ = Thread.ofVirtual().start(() -> speakFirst(server, spoken));
      wire.onOpened(
          () -> {
            for (int i = 0; i < 10_000 && !spoken.tryAcquire(); i++) {
              LoopPause.of(Duration.ofMillis(1));
            }
          });
      URI url = URI.create("http://127.0.0.1:" + server.getLocalPort());
      Wire.Pipe pipe = wire.pipe(wire.at(url).build());
      assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
    }
  }

  /** Says on each connection what nobody has asked for, and nothing else. */
  private static void speakFirst(ServerSocket server, Semaphore spoken) {
    List<Socket> open = new ArrayList<>();
    try {
      while (true) {
        Socket socket = server.accept();
        open.add(socket);
        socket.getOutputStream().write(SECRET.getBytes(StandardCharsets.US_ASCII));
        spoken.release();
      }
    } catch (IOException closed) {
      open.forEach(UnsolicitedResponsesTest::close);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
