package io.tributary.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend.Exchange;
import io.tributary.support.Patience;
import io.tributary.support.RawHttp2;
import io.tributary.support.RawHttp2.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Streams of events over streams of HTTP/2. */
class StreamsOverHttp2Test {
  private static final int INITIAL_WINDOW_SIZE = 4;

  private final BlockingQueue<Exchange> held = new LinkedBlockingQueue<>();

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", writeTimeout: 3s",
          """
          deadline: 60s
          aggregates:
            /two:
              parts:
                a: { backend: a, path: /a }
                b: { backend: a, path: /b }
            /one: { parts: { a: { backend: a, path: /a } } }
          """,
          held::add);

  private Exchange call() throws InterruptedException {
    return requireNonNull(held.poll(Patience.HANG.toSeconds(), TimeUnit.SECONDS));
  }

  private static void ask(RawHttp2 client, int stream, String path) throws IOException {
    byte[] head = RawHttp2.head("GET", path, "accept", "text/event-stream");
    client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, stream, head);
  }

  private static String data(RawHttp2 client) throws IOException {
    return client
        .next(RawHttp2.DATA)
        .map(frame -> frame.payload().toString(StandardCharsets.UTF_8))
        .orElse("closed");
  }

  @Test
  void eachPartIsSentWhenItSettles() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      ask(client, 1, "/two");
      Frame head = client.next(RawHttp2.HEADERS).orElseThrow();
      assertThat(head.flags() & RawHttp2.END_STREAM).as("more follows").isZero();
      Exchange first = call();
      Exchange second = call();
      second.answer("[2]");
      assertThat(data(client)).contains("event: part\n", "\"value\":[2]}\n\n");
      first.answer("[1]");
      assertThat(data(client) + data(client))
          .contains("\"value\":[1]}\n\n", "event: done\n", "\"complete\":true");
    }
    awaitNothingInFlight();
  }

  @Test
  void aClientThatResetsItsStreamCancelsTheCallsAndKeepsItsOtherStreams() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      ask(client, 1, "/two");
      assertThat(client.next(RawHttp2.HEADERS)).isPresent();
      Exchange _ = call();
      Exchange _ = call();
      ask(client, 3, "/one");
      Exchange other = call();
      client.send(RawHttp2.RST_STREAM, 0, 1, new byte[] {0, 0, 0, 8});
      assertThat(Eventually.holds(Patience.HANG, () -> gateway.gateway().inFlight() == 1))
          .isLessThan(Patience.HANG);
      other.answer("[3]");
      assertThat(data(client)).contains("\"value\":[3]");
    }
    awaitNothingInFlight();
  }

  @Test
  void aClientThatStopsReadingLosesItsStreamOnly() throws Exception {
    try (RawHttp2 client = RawHttp2.open(gateway.port(), INITIAL_WINDOW_SIZE, 200)) {
      ask(client, 1, "/two");
      call().answer("[\"" + "x".repeat(200_000) + "\"]");
      Exchange _ = call();
      assertThat(client.next(RawHttp2.DATA).orElseThrow().payload().length()).isEqualTo(200);
      assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().stream()).isEqualTo(1);
      awaitNothingInFlight();
      await(() -> gateway.backend().open() == 1); // that of the call that was answered
      ask(client, 3, "/one");
      call().answer("[3]");
      assertThat(data(client)).contains("\"value\":[3]");
    }
    awaitNothingInFlight();
  }

  private void awaitNothingInFlight() {
    await(() -> gateway.gateway().inFlight() == 0);
    await(() -> gateway.gateway().limits().bytes().used() == 0);
  }

  private static void await(BooleanSupplier condition) {
    assertThat(Eventually.holds(Patience.HANG, condition)).isLessThan(Patience.HANG);
  }
}
