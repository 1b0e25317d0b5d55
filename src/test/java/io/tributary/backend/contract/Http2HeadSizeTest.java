package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A head has the same limit on HTTP/2 as on HTTP/1.1, where {@link FramingFaultsTest} tests it. */
@ParameterizedClass(name = "{0}")
@EnumSource(
    value = TransportUnderTest.class,
    names = {"WEB_H2C", "WEB_H2"})
class Http2HeadSizeTest {
  private static final int DEFAULT = 16 * 1024;
  private static final int LEAST = 1024;
  private static final String HEAD = "HTTP/1.1 200 OK\r\n";

  @RegisterExtension final Wire wire;

  Http2HeadSizeTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @ParameterizedTest(name = "C5: a head with {0} cookies")
  @ValueSource(ints = {200, 400})
  void aHeadOfManyFieldsWithinItsLimitIsAccepted(int cookies) {
    accepted(DEFAULT, "Set-Cookie: a=b; Path=/; HttpOnly\r\n".repeat(cookies));
  }

  /** The more fields, the more HTTP/2 counts. */
  @Test
  @DisplayName("C5: a head of the shortest fields")
  void aHeadOfTheShortestFieldsIsAccepted() {
    accepted(LEAST, "a: \r\n".repeat(150));
  }

  private void accepted(int maxHead, String fields) {
    FakeBackend backend =
        wire.faulty(exchange -> exchange.write(HEAD + fields + "Content-Length: 3\r\n\r\n[1]"));
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).maxHead(maxHead).build());
    assertThat(pipe.body("/bad")).isEqualTo("[1]");
    Faults.nextCallsAreFine(pipe);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @ParameterizedTest(name = "C5: a head of {0} KiB")
  @ValueSource(ints = {17, 20, 40, 200})
  void aHeadAboveItsLimitIsTooLarge(int size) {
    Faults.failsOnlyItsOwnCall(wire, Reason.TOO_LARGE, exchange -> exchange.write(response(size)));
  }

  /** Netty then closes the connection. */
  @Test
  @DisplayName("C5: a head of a hundred times its limit")
  void aHeadFarAboveItsLimitIsTooLarge() {
    FakeBackend backend = wire.faulty(exchange -> exchange.write(response(100)));
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url()).maxHead(LEAST).build());
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    Faults.nextCallsAreFine(pipe);
  }

  @Test
  @DisplayName("C5: a head above its limit, of many fields")
  void aHeadOfManyFieldsAboveItsLimitIsTooLarge() {
    String fields = "Set-Cookie: a=b; Path=/; HttpOnly\r\n".repeat(600);
    Faults.failsOnlyItsOwnCall(
        wire, Reason.TOO_LARGE, exchange -> exchange.write(HEAD + fields + "\r\n"));
  }

  @ParameterizedTest(name = "C5: the neighbours of a head of {0} KiB")
  @ValueSource(ints = {20, 200})
  void aHeadAboveItsLimitFailsItsOwnStreamOnly(int size) {
    List<FakeBackend.Exchange> waiting = new CopyOnWriteArrayList<>();
    FakeBackend backend =
        wire.backend(
            exchange -> {
              if (exchange.head().startsWith("GET /waits ")) {
                waiting.add(exchange);
              } else {
                exchange.write(response(size));
              }
            });
    Wire.Pipe pipe = wire.pipe(backend, 2);
    Future<Buffer> neighbour = pipe.start("/waits", Wire.LONG);
    Faults.eventually(() -> waiting.size() == 1);
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.TOO_LARGE);
    waiting.getFirst().answer("[1]");
    assertThat(TestVertx.await(neighbour)).hasToString("[1]");
    assertThat(backend.connections()).isEqualTo(1);
  }

  /** Its values are too short to be compressed, and differ, so that none refers to another. */
  private static String response(int kibibytes) {
    String fields =
        IntStream.range(0, 2 * kibibytes)
            .mapToObj(i -> "X-%04d: ".formatted(i) + "a".repeat(502) + "\r\n")
            .collect(Collectors.joining());
    return HEAD + fields + "Content-Length: 3\r\n\r\n[1]";
  }
}
