package io.tributary.backend.lean;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.backend.contract.Faults;
import io.tributary.backend.contract.TransportUnderTest;
import io.tributary.backend.contract.Wire;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.VirtualClock;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How long connections last, by a clock of the test's. */
class ConnectionPoolTest {
  @RegisterExtension final Wire wire = new Wire(TransportUnderTest.LEAN);

  private final VirtualClock clock = new VirtualClock();
  private final FakeBackend[] started = new FakeBackend[1];

  @Test
  void callsOneAfterAnotherShareAConnection() {
    Wire.Pipe pipe = pipe();
    for (int i = 0; i < 20; i++) {
      assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
    }
    assertThat(started[0].connections()).isEqualTo(1);
  }

  @Test
  void anIdleConnectionIsClosedAfterFifteenSeconds() {
    Wire.Pipe pipe = pipe();
    assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
    pass(pipe, Duration.ofSeconds(14));
    assertThat(pipe.body("/b")).isEqualTo(Wire.own("/b"));
    assertThat(started[0].connections()).isEqualTo(1);
    pass(pipe, Duration.ofSeconds(16));
    Faults.eventually(() -> started[0].open() == 0);
    assertThat(clock.timers()).as("nothing left to look after").isZero();
    assertThat(pipe.body("/c")).isEqualTo(Wire.own("/c"));
    assertThat(started[0].connections()).isEqualTo(2);
  }

  @Test
  void aConnectionInSteadyUseIsReplacedAfterFiveMinutes() {
    Wire.Pipe pipe = pipe();
    for (int i = 0; i < 31; i++) {
      assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
      pass(pipe, Duration.ofSeconds(10));
    }
    assertThat(started[0].connections()).isEqualTo(1);
    assertThat(pipe.body("/last")).isEqualTo(Wire.own("/last"));
    assertThat(pipe.body("/next")).isEqualTo(Wire.own("/next"));
    assertThat(started[0].connections()).isEqualTo(2);
  }

  @Test
  void aBackendSaysHowLongItKeepsAConnection() {
    FakeBackend backend =
        wire.backend(
            exchange ->
                exchange.write(
                    "HTTP/1.1 200 OK\r\nKeep-Alive: timeout=5, max=9\r\nContent-Length: 2\r\n\r\n[]"));
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).build(), clock);
    assertThat(pipe.body("/a")).isEqualTo("[]");
    pass(pipe, Duration.ofSeconds(4));
    assertThat(pipe.body("/b")).isEqualTo("[]");
    assertThat(backend.connections()).isEqualTo(1);
    pass(pipe, Duration.ofSeconds(6));
    Faults.eventually(() -> backend.open() == 0);
  }

  private Wire.Pipe pipe() {
    started[0] = wire.faulty(_ -> {});
    return wire.pipe(wire.at(started[0].url()).build(), clock);
  }

  /** On the loop, as its own timers would. */
  private void pass(Wire.Pipe pipe, Duration time) {
    Promise<Void> passed = Promise.promise();
    pipe.loop()
        .runOnContext(
            _ -> {
              clock.advance(time);
              passed.complete();
            });
    Void _ = TestVertx.await(passed.future());
  }
}
