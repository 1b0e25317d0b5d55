package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawHttp2;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What promise 49 lists: floods over HTTP/2 end their own connection, and nobody else's. Window
 * updates, of which a fast download needs thousands a second, are in {@code Http2FrameRulesTest}.
 */
class Http2FloodsTest {
  private static final int FRAMES = 100_000;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final Duration WRITE_TIMEOUT = Duration.ofMillis(500);

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", headTimeout: 5s, writeTimeout: %dms".formatted(WRITE_TIMEOUT.toMillis()),
          """
          aggregates: { /aggregate: { parts: { a: { backend: a, path: /a } } } }
          """,
          exchange -> exchange.answer("[\"" + "x".repeat(200_000) + "\"]"));

  /** One kind of flood. */
  enum Flood {
    PING {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        client.send(RawHttp2.PING, 0, 0, new byte[8]);
      }
    },
    SETTINGS {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        client.send(RawHttp2.SETTINGS, 0, 0);
      }
    },
    PRIORITY {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        client.send(RawHttp2.PRIORITY, 0, 1 + 2 * i, new byte[] {0, 0, 0, 0, 1});
      }
    },
    UNKNOWN {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        client.send(0x42, 0, 0);
      }
    },
    RAPID_RESET {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        client.get(1 + 2 * i, "/aggregate");
        client.send(RawHttp2.RST_STREAM, 0, 1 + 2 * i, new byte[] {0, 0, 0, 8});
      }
    },
    CONTINUATION {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        if (i == 0) {
          client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.head("GET", "/aggregate"));
        } else {
          client.send(RawHttp2.CONTINUATION, 0, 1);
        }
      }
    },
    LARGE_CONTINUATION {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        if (i == 0) {
          client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.head("GET", "/aggregate"));
        } else {
          byte[] fields = RawHttp2.head("GET", "/", "x-" + i, "y".repeat(4000));
          client.send(RawHttp2.CONTINUATION, 0, 1, fields);
        }
      }
    },
    EMPTY_DATA {
      @Override
      void send(RawHttp2 client, int i) throws IOException {
        if (i == 0) {
          byte[] head = RawHttp2.head("POST", "/aggregate");
          client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head);
        } else {
          client.send(RawHttp2.DATA, 0, 1);
        }
      }
    };

    abstract void send(RawHttp2 client, int i) throws IOException;
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("92, 95, 96, 99: floods")
  void endsItsConnection(Flood flood) throws IOException {
    try (RawHttp2 neighbour = RawHttp2.open(gateway.port())) {
      answers(neighbour, 1);
      try (RawHttp2 client = RawHttp2.open(gateway.port())) {
        assertThat(flood(client, flood))
            .as("frames until the connection was closed")
            .isLessThan(FRAMES);
        answers(neighbour, 3);
      }
    }
    comesBackToNothing();
  }

  private static int flood(RawHttp2 client, Flood flood) throws IOException {
    int sent = 0;
    try {
      while (sent < FRAMES) {
        flood.send(client, sent++);
      }
    } catch (SocketException closed) {
      return sent;
    }
    return client.next(RawHttp2.GOAWAY).isPresent() || client.next().isEmpty() ? sent - 1 : FRAMES;
  }

  private static void answers(RawHttp2 client, int stream) throws IOException {
    client.get(stream, "/aggregate");
    assertThat(client.next(RawHttp2.HEADERS).orElseThrow().stream()).isEqualTo(stream);
  }

  private void comesBackToNothing() {
    assertThat(
            Eventually.holds(
                Patience.HANG, () -> gateway.gateway().limits().connections().open() == 0))
        .isLessThan(Patience.HANG);
    holdsNothing();
  }

  private void holdsNothing() {
    assertThat(Eventually.holds(Patience.HANG, () -> gateway.gateway().inFlight() == 0))
        .isLessThan(Patience.HANG);
    assertThat(
            Eventually.holds(Patience.HANG, () -> gateway.gateway().limits().bytes().used() == 0))
        .isLessThan(Patience.HANG);
  }

  @Test
  void aClientThatDoesNotWantItsResponseLosesItsStreamOnly() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port(), INITIAL_WINDOW_SIZE, 10)) {
      client.get(1, "/aggregate");
      Optional<RawHttp2.Frame> reset = client.next(RawHttp2.RST_STREAM);
      assertThat(reset.orElseThrow().stream()).isEqualTo(1);
      client.get(3, "/none");
      assertThat(client.next(RawHttp2.HEADERS).orElseThrow().stream()).isEqualTo(3);
    }
    comesBackToNothing();
  }

  @Test
  @DisplayName("97: a window of zero that is never opened")
  void aWindowThatIsNeverOpenedCutsEachResponseAfterTheWriteTimeout() throws IOException {
    int requests = 100;
    try (RawHttp2 client = RawHttp2.open(gateway.port(), INITIAL_WINDOW_SIZE, 0)) {
      long start = System.nanoTime();
      for (int i = 0; i < requests; i++) {
        client.get(1 + 2 * i, "/aggregate");
      }
      Set<Integer> cut = new HashSet<>();
      while (cut.size() < requests) {
        RawHttp2.Frame frame = client.next().orElseThrow();
        assertThat(frame.type()).isNotEqualTo(RawHttp2.DATA);
        if (frame.type() == RawHttp2.RST_STREAM) {
          assertThat(frame.error()).as("CANCEL").isEqualTo(8);
          assertThat(System.nanoTime() - start).isGreaterThan(WRITE_TIMEOUT.toNanos());
          cut.add(frame.stream());
        }
      }
      holdsNothing(); // while the client is still there
    }
    comesBackToNothing();
  }

  @Test
  void aClientThatStopsBeforeTheEndOfASmallResponseLosesItsStream() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port(), INITIAL_WINDOW_SIZE, 10)) {
      client.get(1, "/none");
      assertThat(client.next(RawHttp2.DATA).orElseThrow().payload().length()).isEqualTo(10);
      assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().stream()).isEqualTo(1);
    }
    comesBackToNothing();
  }

  @Test
  void aClientThatReadsNothingLosesItsConnection() throws IOException {
    int large = 100_000_000;
    try (RawHttp2 client = RawHttp2.open(gateway.port(), INITIAL_WINDOW_SIZE, large)) {
      byte[] increment = ByteBuffer.allocate(4).putInt(large).array();
      client.send(RawHttp2.WINDOW_UPDATE, 0, 0, increment);
      try {
        for (int i = 0; i < 100; i++) {
          client.get(1 + 2 * i, "/aggregate");
        }
      } catch (SocketException closed) {
        // as it should be, before all are sent
      }
      comesBackToNothing();
    }
  }

  @Test
  void aClientThatShakesHandsAndIsSilentIsClosed() throws IOException {
    try (RawHttp2 client = RawHttp2.connect(gateway.port())) {
      assertThat(client.next(RawHttp2.GOAWAY)).isEmpty();
    }
    comesBackToNothing();
  }

  @Test
  void aClientThatSendsItsPrefaceAndIsSilentIsClosed() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.awaitClose();
    }
    comesBackToNothing();
  }

  @Test
  void aHeadThatNeverEndsIsClosed() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      answers(client, 1);
      assertThat(client.next(RawHttp2.DATA)).isPresent();
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 3, RawHttp2.head("GET", "/aggregate"));
      client.awaitClose();
    }
    comesBackToNothing();
  }
}
