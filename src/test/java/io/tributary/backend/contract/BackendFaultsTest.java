package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Faults of a backend on HTTP/1.1 in one response, and what comes of the call. Every test is named
 * after the fault's number. Others are in the classes of this package; 140, 149, 152 and 153 in
 * {@code io.tributary.app}; 156 in {@code CircuitBreakerTest}; 159 also in {@code
 * io.tributary.backend.address}.
 *
 * <pre>
 * left out:
 *   154  a body of another request that the backend itself mixed up cannot be recognised;
 *        that no transport mixes them up is what NoncesTest and FaultMatrixTest check
 *   155  slow responses: there is no hedging; a deadline ends them (105, 109 to 111)
 *   156  flapping over minutes: a breaker has a virtual clock; the rest is a matter of the soak
 * </pre>
 */
@EveryHttp1Transport
class BackendFaultsTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String BODY = "Content-Length: 3\r\n\r\n[1]";
  private static final String CHUNKS = "Transfer-Encoding: chunked\r\n\r\n3\r\n[1]\r\n0\r\n";

  @RegisterExtension final Wire wire;

  BackendFaultsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  static Stream<Arguments> responses() {
    return Stream.of(
        arguments(
            "127: a status of 3000 digits",
            "HTTP/1.1 " + "2".repeat(3000) + " OK\r\n" + BODY,
            "unreachable"),
        arguments("127: no status", "HTTP/1.1 \r\n" + BODY, "unreachable"),
        arguments("127: a negative status", "HTTP/1.1 -20 OK\r\n" + BODY, "unreachable"),
        arguments(
            "128: a reason phrase of 7 KB",
            "HTTP/1.1 200 " + "x".repeat(7000) + "\r\n" + BODY,
            "[1]"),
        arguments(
            "128: a reason phrase of 17 KB",
            "HTTP/1.1 200 " + "x".repeat(17000) + "\r\n" + BODY,
            "too_large"),
        arguments("128: no reason phrase", "HTTP/1.1 200\r\n" + BODY, "[1]"),
        arguments(
            "128: a control byte in the reason phrase",
            "HTTP/1.1 200 a\u0001b\r\n" + BODY,
            "unreachable"),
        arguments(
            "128: a NUL in the reason phrase", "HTTP/1.1 200 a\u0000b\r\n" + BODY, "unreachable"),
        arguments("131: HTTP/0.9, a body only", "[1]\r\n\r\n", "unreachable"),
        arguments("131: a TLS alert", "\u0015\u0003\u0001\u0000\u0002\u0002(", "unreachable"),
        arguments("132: a field of 9 KB", OK + "X: " + "x".repeat(9000) + "\r\n" + BODY, "[1]"),
        arguments("132: 5000 fields", OK + "X: y\r\n".repeat(5000) + BODY, "too_large"),
        arguments("132: a NUL in a value", OK + "X: a\u0000b\r\n" + BODY, "unreachable"),
        arguments("132: a bare line feed", OK + "X: a\n" + BODY, "unreachable"),
        arguments("132: only bare line feeds", (OK + BODY).replace("\r\n", "\n"), "unreachable"),
        arguments("132: a bare carriage return", OK + "X: a\rb\r\n" + BODY, "unreachable"),
        arguments("132: two equal lengths", OK + "Content-Length: 3\r\n" + BODY, "unreachable"),
        arguments(
            "132: a list of equal lengths", OK + "Content-Length: 3, 3\r\n\r\n[1]", "unreachable"),
        arguments("132: a length with a sign", OK + "Content-Length: +3\r\n\r\n[1]", "unreachable"),
        arguments(
            "132: a length of 20 digits",
            OK + "Content-Length: 99999999999999999999\r\n\r\n[1]",
            "too_large"),
        arguments(
            "132: a length and chunks",
            OK + "Content-Length: 3\r\n" + CHUNKS + "\r\n",
            "unreachable"),
        arguments(
            "132: the coding gzip, chunked",
            OK + CHUNKS.replace("chunked", "gzip, chunked") + "\r\n",
            "unreachable"),
        arguments(
            "132: the coding chunked twice",
            OK + CHUNKS.replace("chunked", "chunked, chunked") + "\r\n",
            "unreachable"),
        arguments(
            "132: the coding identity",
            OK + "Transfer-Encoding: identity\r\n" + BODY,
            "unreachable"),
        arguments(
            "133: trailers of 9 KB", OK + CHUNKS + "X: " + "x".repeat(9000) + "\r\n\r\n", "[1]"),
        arguments(
            "133: trailers of 40 KB",
            OK + CHUNKS + ("X: " + "x".repeat(100) + "\r\n").repeat(400) + "\r\n",
            "too_large"),
        arguments(
            "133: trailers that belong into a head",
            OK
                + CHUNKS
                + "Content-Type: text/html\r\nContent-Length: 9\r\nContent-Encoding: br\r\n\r\n",
            "[1]"));
  }

  @ParameterizedTest(name = "fault {0}: {2}")
  @MethodSource("responses")
  void endsItsOwnCallOnly(String fault, String response, String outcome) {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              var _ = exchange.send(Buffer.buffer(response.getBytes(StandardCharsets.ISO_8859_1)));
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(Settled.of(pipe.start("/bad", Wire.LONG))).isEqualTo(outcome);
    Faults.nextCallsAreFine(pipe);
  }

  /** The backend keeps it open; then this side closes it, or it would be there for ever. */
  @Test
  @DisplayName("fault 134: a connection that was said to close and stays open")
  void closesAConnectionThatWasSaidToClose() {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(FakeBackend.last("[1]")));
    Wire.Pipe pipe = wire.pipe(backend);
    for (int i = 1; i <= 5; i++) {
      assertThat(pipe.body("/bad")).isEqualTo("[1]");
      Faults.eventually(() -> backend.open() == 0);
      assertThat(backend.connections()).isEqualTo(i);
    }
  }

  @ParameterizedTest(name = "fault 136: {0} to {1}")
  @CsvSource({
    "301, http://169.254.169.254/",
    "302, file:///etc/passwd",
    "307, /bad",
    "308, //elsewhere/",
    "303, ''",
    "302, 10000"
  })
  void followsNoRedirect(int status, String location) {
    String place = location.equals("10000") ? "/" + "x".repeat(10_000) : location;
    String head = "HTTP/1.1 %d X\r\nLocation: %s\r\n".formatted(status, place);
    FakeBackend backend = wire.faulty(exchange -> exchange.write(head + BODY));
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(Settled.of(pipe.start("/bad", Wire.LONG))).isEqualTo("bad_status");
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.heads()).filteredOn(asked -> asked.contains("/bad")).hasSize(1);
  }

  /** Its receive buffer is small, and the request is as large as one may be. */
  @Test
  @DisplayName("fault 158: a backend that reads nothing")
  void endsACallThatNobodyReads() throws IOException {
    try (ServerSocket deaf = new ServerSocket()) {
      deaf.setReceiveBufferSize(1024);
      deaf.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
      Wire.Pipe pipe =
          wire.pipe(wire.at(URI.create("http://127.0.0.1:" + deaf.getLocalPort())).build());
      for (int i = 0; i < 3; i++) {
        CallFailedException failed = pipe.failure("/" + "x".repeat(8000), Wire.SHORT);
        assertThat(failed.reason()).isEqualTo(Reason.TIMEOUT);
      }
    }
  }

  @Test
  @DisplayName("fault 113: 10 GB announced, and bytes that come fast")
  void refusesWhatIsAnnouncedAtOnce() {
    FakeBackend backend =
        wire.faulty(
            exchange -> {
              exchange.write(OK + "Content-Length: 10737418240\r\n\r\n");
              more(exchange, Buffer.buffer(" ".repeat(16 * 1024)));
            });
    Wire.Pipe pipe = wire.pipe(backend);
    assertThat(Settled.of(pipe.start("/bad", Wire.LONG))).isEqualTo("too_large");
    Faults.eventually(() -> backend.open() == 0);
    Faults.nextCallsAreFine(pipe);
  }

  private void more(FakeBackend.Exchange exchange, Buffer piece) {
    exchange.send(piece).onSuccess(_ -> wire.vertx().runOnContext(_ -> more(exchange, piece)));
  }
}
