package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.scope.Cancellation;
import io.tributary.support.FakeBackend;
import io.tributary.support.FullBacklog;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@EveryTransport
class CancellationTest {
  @RegisterExtension final Wire wire;

  CancellationTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  void resetsARequestThatWaitsForItsHead() {
    resetsAtOnce(wire.faulty(_ -> {}));
  }

  @Test
  void resetsARequestInTheMiddleOfItsBody() {
    resetsAtOnce(
        wire.faulty(exchange -> exchange.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n[")));
  }

  @Test
  void aCallThatWasCancelledBeforeNeverReachesTheBackend() {
    FakeBackend backend = wire.faulty(_ -> {});
    Wire.Pipe pipe = wire.pipe(backend);
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();
    Wire.Pipe.awaitCancelled(pipe.start("/bad", Wire.LONG, cancellation));
    assertThat(backend.connections()).isZero();
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  void aCallWhoseDeadlineHasPassedNeverReachesTheBackend() {
    FakeBackend backend = wire.faulty(_ -> {});
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(pipe.failure("/bad", Duration.ofMillis(-1)).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(backend.connections()).isZero();
  }

  @Test
  void cancellingWhileConnectingLeavesTheBackendUsable() {
    FakeBackend backend = wire.faulty(_ -> {});
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 0; i < 20; i++) {
      Cancellation cancellation = new Cancellation();
      Future<Buffer> call = pipe.start("/bad", Wire.LONG, cancellation);
      pipe.cancel(cancellation); // the next task of the loop: no connection can be there yet
      Wire.Pipe.awaitCancelled(call);
      Faults.nextCallsAreFine(pipe);
    }
  }

  @Test
  void cancellingWhileTheConnectionHangsEndsTheCallAtOnce() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Wire.Pipe pipe =
          wire.pipe(
              wire.at(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                  .maxConcurrent(4)
                  .build());
      for (int i = 0; i < 4; i++) { // the last ones do not even get connected
        Cancellation cancellation = new Cancellation();
        Future<Buffer> call = pipe.start("/bad", Wire.LONG, cancellation);
        long start = System.nanoTime();
        pipe.cancel(cancellation);
        Wire.Pipe.awaitCancelled(call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Wire.LONG);
      }
    }
  }

  /**
   * Each call that is given up leaves a connection in the making behind, until its time is over.
   */
  @Test
  void connectionsInTheMakingAreBounded() throws IOException {
    try (FullBacklog silent = new FullBacklog(InetAddress.getLoopbackAddress(), 0)) {
      Wire.Pipe pipe =
          wire.pipe(
              wire.at(URI.create("http://127.0.0.1:" + silent.port())).maxConcurrent(1).build());
      List<String> ends = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        Cancellation cancellation = new Cancellation();
        Future<Buffer> call = pipe.start("/bad", Wire.LONG, cancellation);
        pipe.cancelAfterTurns(3, cancellation); // a call that is refused has failed by then
        ends.add(Settled.of(call));
      }
      assertThat(ends).startsWith("cancelled", "cancelled");
      assertThat(ends.subList(2, 20)).containsOnly("rejected");
    }
  }

  private void resetsAtOnce(FakeBackend backend) {
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 1; i <= 20; i++) {
      Cancellation cancellation = new Cancellation();
      Future<Buffer> call = pipe.start("/bad", Wire.LONG, cancellation);
      int calls = i;
      Faults.eventually(
          () -> backend.heads().stream().filter(h -> h.contains("/bad")).count() == calls);
      long start = System.nanoTime();
      pipe.cancel(cancellation);
      Wire.Pipe.awaitCancelled(call);
      Faults.eventually(() -> backend.openStreams() == 0);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Wire.LONG);
      assertThat(pipe.body("/next")).isEqualTo(Wire.own("/next")); // the limit of one is free again
    }
  }
}
