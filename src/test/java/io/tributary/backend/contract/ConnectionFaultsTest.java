package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.support.DeadPort;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@EveryTransport
class ConnectionFaultsTest {
  @RegisterExtension final Wire wire;

  ConnectionFaultsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  @DisplayName("fault 103: a closed port")
  void aClosedPortIsUnreachable() throws IOException {
    try (DeadPort dead = new DeadPort()) {
      Wire.Pipe pipe = wire.pipe(wire.at(dead.url()).maxConcurrent(1).build());
      for (int i = 0; i < 5; i++) {
        assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
      }
    }
  }

  @Test
  @DisplayName("fault 159: a name that does not resolve")
  void aNameThatDoesNotResolveIsUnreachable() {
    Wire.Pipe pipe =
        wire.pipe(wire.at(URI.create("http://nobody.invalid")).maxConcurrent(1).build());
    assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  @DisplayName("fault 105: accepted and never answered")
  void aConnectionThatIsAcceptedAndNeverAnsweredTimesOut() {
    Faults.endsAtItsDeadline(wire, _ -> {});
  }

  @Test
  @DisplayName("fault 104: accepted by the kernel only, until the backlog is full")
  void aConnectionThatIsAcceptedByTheKernelOnlyTimesOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort());
      Wire.Pipe pipe = wire.pipe(wire.at(url).build());
      for (int i = 0; i < 4; i++) { // the last ones cannot even connect: the backlog is full
        assertThat(pipe.failure("/a", Wire.SHORT).reason()).isEqualTo(Reason.TIMEOUT);
      }
    }
  }

  @Test
  @DisplayName("fault 106: closed without a response")
  void aConnectionThatIsClosedWithoutAnAnswerIsUnreachable() {
    Faults.failsOnlyItsOwnCall(wire, Reason.UNREACHABLE, FakeBackend.Exchange::close);
  }

  @Test
  @DisplayName("fault 107: reset without a response")
  void aConnectionThatIsResetWithoutAnAnswerIsUnreachable() {
    Faults.failsOnlyItsOwnCall(wire, Reason.UNREACHABLE, FakeBackend.Exchange::resetConnection);
  }

  @Test
  @DisplayName("fault 106: closed in the head")
  void aConnectionThatIsClosedInTheHeadIsUnreachable() {
    Faults.failsOnlyItsOwnCall(
        wire,
        Reason.UNREACHABLE,
        exchange -> {
          exchange.write("HTTP/1.1 200 OK\r\nContent-Le");
          exchange.close();
        });
  }

  @Test
  @DisplayName("fault 120: reset in the body")
  void aConnectionThatIsResetInTheBodyIsUnreachable() {
    Faults.failsOnlyItsOwnCall(
        wire,
        Reason.UNREACHABLE,
        exchange ->
            exchange
                .send(Buffer.buffer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[1,"))
                .onComplete(_ -> exchange.resetConnection()));
  }

  @Test
  @DisplayName("fault 108: plain text on a port for TLS")
  void plainTextOnAPortForTlsIsUnreachable() {
    NetServer server = wire.vertx().createNetServer();
    server.connectHandler(
        socket -> {
          socket.exceptionHandler(_ -> {});
          socket.handler(_ -> socket.write(FakeBackend.ok("[]")).onComplete(_ -> {}));
        });
    NetServer _ = TestVertx.await(server.listen(0, "127.0.0.1"));
    URI url = URI.create("https://127.0.0.1:" + server.actualPort());
    assertThat(wire.pipe(wire.at(url).build()).failure("/a").reason())
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  @DisplayName("fault 108: a handshake that hangs")
  void aTlsHandshakeThatHangsTimesOut() {
    FakeBackend silent = FakeBackend.start(wire.vertx(), _ -> {});
    URI url = URI.create("https://127.0.0.1:" + silent.url().getPort());
    Wire.Pipe pipe = wire.pipe(wire.at(url).timeout(Wire.SHORT).build(), Wire.SHORT);
    assertThat(pipe.failure("/a", Wire.SHORT).reason()).isEqualTo(Reason.TIMEOUT);
    Faults.eventually(() -> silent.open() == 0);
  }
}
