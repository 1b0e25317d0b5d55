package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.support.Drip;
import io.tributary.support.FakeBackend;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@EveryTransport
class SlowResponsesTest {
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";

  /** Time for a head to arrive on a busy machine. */
  private static final Duration ENOUGH = Duration.ofSeconds(3);

  @RegisterExtension final Wire wire;

  SlowResponsesTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  @DisplayName("fault 109: a head that drips")
  void endsAHeadThatDrips() {
    Faults.endsAtItsDeadline(wire, exchange -> drip(exchange, HEAD + "X-A: " + "a".repeat(500)));
  }

  @Test
  @DisplayName("fault 110: a body of known length that drips")
  void endsABodyOfKnownLengthThatDrips() {
    Faults.endsAtItsDeadline(
        wire,
        exchange -> {
          exchange.write(HEAD + "Content-Length: 500\r\n\r\n");
          drip(exchange, " ".repeat(498) + "[]");
        });
  }

  @Test
  @DisplayName("fault 110: a chunked body that drips")
  void endsAChunkedBodyThatDrips() {
    Faults.endsAtItsDeadline(
        wire,
        exchange -> {
          exchange.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
          drip(exchange, "1\r\n \r\n".repeat(100));
        });
  }

  @Test
  @DisplayName("fault 110: a body without length that drips")
  void endsABodyWithoutLengthThatDrips() {
    Faults.endsAtItsDeadline(
        wire,
        exchange -> {
          exchange.write("HTTP/1.0 200 OK\r\n\r\n");
          drip(exchange, " ".repeat(500));
        });
  }

  @Test
  @DisplayName("fault 111: a body that stops halfway")
  void endsABodyThatStopsHalfway() {
    Faults.endsAtItsDeadline(
        wire, exchange -> exchange.write(HEAD + "Content-Length: 100\r\n\r\n[1,2,3,4,5"));
  }

  @Test
  @DisplayName("fault 130: HTTP/1.0 without a length, never closed")
  void endsAnAnswerWithoutLengthThatIsNeverClosed() {
    Faults.endsAtItsDeadline(wire, exchange -> exchange.write("HTTP/1.0 200 OK\r\n\r\n[1]"));
  }

  @Test
  void endsAnErrorBodyThatNeverEndsAfterTheCallHasSettled() {
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write("HTTP/1.1 500 No\r\nContent-Length: 9\r\n\r\n{"));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    assertThat(pipe.failure("/bad", ENOUGH).reason()).isEqualTo(Reason.BAD_STATUS);
    Faults.eventually(() -> backend.openStreams() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  void twoHundredTimeoutsLeaveALimitOfTwoUsable() {
    FakeBackend backend = wire.faulty(_ -> {});
    Wire.Pipe pipe = wire.pipe(backend, 2);
    assertThat(pipe.body("/warm")).isEqualTo(Wire.own("/warm"));
    for (int i = 0; i < 100; i++) {
      var one = pipe.start("/bad", Duration.ofMillis(10));
      var other = pipe.start("/bad", Duration.ofMillis(10));
      assertThat(Wire.Pipe.failure(one).reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(Wire.Pipe.failure(other).reason()).isEqualTo(Reason.TIMEOUT);
    }
    Faults.nextCallsAreFine(pipe);
    Faults.eventually(() -> backend.openStreams() <= 2);
  }

  private void drip(FakeBackend.Exchange exchange, String text) {
    Drip.send(wire.vertx(), exchange, text, 10);
  }
}
