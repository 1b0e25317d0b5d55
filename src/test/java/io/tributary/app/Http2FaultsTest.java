package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.RawHttp2;
import io.tributary.support.RawHttp2.Frame;
import io.tributary.support.RecordedLogs;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of clients over HTTP/2, by their numbers; those of TLS are in {@link TlsFaultsTest}. */
class Http2FaultsTest {
  private static final int MAX_HEADER_LIST_SIZE = 6;
  private static final int PROTOCOL_ERROR = 1;
  private static final int FLOW_CONTROL_ERROR = 3;

  /** A server sends 200 resets in 30 seconds; the next one ends the connection. */
  private static final int ENDING_RESETS = 201;

  private static final int INITIAL_WINDOW_SIZE = 4;

  /** A head may have 16 of them. */
  private static final int ENDING_CONTINUATIONS = 17;

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", headTimeout: 3s, writeTimeout: 3s",
          """
          deadline: 5s
          aggregates:
            /aggregate: { parts: { a: { backend: a, path: /a } } }
            /hang: { parts: { a: { backend: a, path: /hang } } }
            /post: { method: POST, parts: { a: { backend: a, path: /a } } }
          """,
          exchange -> {
            if (!exchange.head().startsWith("GET /hang")) {
              exchange.answer("[1]");
            }
          });

  @Test
  @DisplayName("89: 1,000 requests that are reset at once")
  void rapidResetsEndTheConnectionAndCallFewBackends() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.awaitClose(
          () -> {
            for (int i = 0; i < 1000; i++) {
              reset(client, 1 + 2 * i);
            }
          });
    }
    assertThat(gateway.backend().heads()).hasSizeLessThanOrEqualTo(ENDING_RESETS);
  }

  @Test
  @DisplayName("89: one reset more than a client may send")
  void rapidResetsAreAnsweredWithEnhanceYourCalm() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      for (int i = 0; i < ENDING_RESETS; i++) {
        reset(client, 1 + 2 * i);
      }
      assertCalmed(client);
    }
    // The last request came before its reset, which is the one too many.
    assertThat(gateway.backend().heads()).hasSizeLessThanOrEqualTo(ENDING_RESETS);
  }

  @Test
  @DisplayName("92: one empty CONTINUATION more than a client may send")
  void emptyContinuationsAreAnsweredWithEnhanceYourCalm() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM, 1, RawHttp2.head("GET", "/aggregate"));
      for (int i = 0; i < ENDING_CONTINUATIONS; i++) {
        client.send(RawHttp2.CONTINUATION, 0, 1);
      }
      assertCalmed(client);
    }
    assertThat(gateway.backend().heads()).isEmpty();
  }

  /** Nothing may be sent after the last frame, or the closed socket could drop what it has said. */
  private static void assertCalmed(RawHttp2 client) throws IOException {
    Frame goAway = client.next(RawHttp2.GOAWAY).orElseThrow();
    assertThat(goAway.payload().getInt(4)).as("ENHANCE_YOUR_CALM").isEqualTo(11);
    client.awaitClose();
  }

  private static void reset(RawHttp2 client, int stream) throws IOException {
    client.get(stream, "/aggregate");
    client.send(RawHttp2.RST_STREAM, 0, stream, new byte[] {0, 0, 0, 8});
  }

  @Test
  @DisplayName("90: window updates of zero, which the server has to reset (MadeYouReset)")
  void streamsThatTheServerIsMadeToResetEndTheConnection() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      for (int stream = 1; stream < 2 * ENDING_RESETS; stream += 2) {
        makeReset(client, stream);
        assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().stream()).isEqualTo(stream);
        assertThat(gateway.gateway().inFlight()).isLessThanOrEqualTo(100);
      }
      assertCalmed(client);
    }
  }

  private static void makeReset(RawHttp2 client, int stream) throws IOException {
    client.get(stream, "/hang");
    client.send(RawHttp2.WINDOW_UPDATE, 0, stream, new byte[4]);
  }

  @Test
  @DisplayName("90: 600 of them, sent at once")
  void streamsThatTheServerIsMadeToResetLeaveFewRequests() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.awaitClose(
          () -> {
            for (int i = 0; i < 600; i++) {
              makeReset(client, 1 + 2 * i);
            }
          });
    }
    assertThat(gateway.gateway().inFlight()).isLessThanOrEqualTo(100);
  }

  @Test
  @DisplayName("91: 300 requests at a time")
  void moreThanAHundredStreamsAreRefusedOneByOne() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      for (int i = 0; i < 300; i++) {
        client.get(1 + 2 * i, "/hang");
      }
      for (int i = 0; i < 200; i++) {
        Frame refused = client.next(RawHttp2.RST_STREAM).orElseThrow();
        assertThat(refused.error()).as("REFUSED_STREAM").isEqualTo(7);
      }
    }
  }

  @Test
  @DisplayName("93: a head of 12 KB")
  void aLargeHeadIsRefusedAndItsConnectionServesOn() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      String[] fields = new String[6];
      for (int i = 0; i < fields.length; i += 2) {
        fields[i] = "x-" + i;
        fields[i + 1] = "y".repeat(4000);
      }
      byte[] head = RawHttp2.head("GET", "/aggregate", fields);
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, head);
      Frame refused = client.next(RawHttp2.HEADERS).orElseThrow();
      assertThat(refused.text()).contains("431");
      serves(client, 3);
    }
  }

  private static void serves(RawHttp2 client, int stream) throws IOException {
    client.get(stream, "/aggregate");
    Optional<Frame> body = client.next(RawHttp2.DATA);
    while (body.isPresent() && body.get().stream() != stream) {
      body = client.next(RawHttp2.DATA);
    }
    assertThat(body.orElseThrow().text()).contains("\"complete\":true");
  }

  @Test
  @DisplayName("94: fields from the dynamic table, again and again")
  void aHeadIsLimitedByItsDecodedSize() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      byte[] head = RawHttp2.head("GET", "/aggregate");
      byte[] field = new byte[2 + 3 + 3 + 3000];
      ByteBuffer indexed = ByteBuffer.wrap(field);
      indexed.put((byte) 0x40).put((byte) 3).put("x-a".getBytes(StandardCharsets.US_ASCII));
      indexed.put((byte) 0x7f).put((byte) 0xb9).put((byte) 0x16); // 127 + 57 + 22 * 128 = 3000
      indexed.put("y".repeat(3000).getBytes(StandardCharsets.US_ASCII));
      ByteBuffer bomb = ByteBuffer.allocate(head.length + field.length + 4000);
      bomb.put(head).put(field);
      while (bomb.hasRemaining()) {
        bomb.put((byte) 0xbe); // the newest entry of the table
      }
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, bomb.array());
      assertThat(client.next(RawHttp2.HEADERS).orElseThrow().text()).contains("431");
    }
    assertThat(gateway.backend().heads()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {RawHttp2.PING, RawHttp2.SETTINGS})
  @DisplayName("95, 96: 20,000 frames that the server has to acknowledge")
  void framesToAcknowledgeAreLimited(int type) throws IOException {
    int acknowledged = 0;
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      Thread sender = Thread.ofVirtual().start(() -> flood(client, type));
      Optional<Frame> frame = client.next();
      while (frame.isPresent()) {
        acknowledged += frame.get().type() == type ? 1 : 0;
        frame = client.next();
      }
      sender.interrupt();
    } catch (IOException closed) {
      assertThat(closed).isNotInstanceOf(SocketTimeoutException.class);
    }
    assertThat(acknowledged).isLessThan(5_000);
  }

  private static void flood(RawHttp2 client, int type) {
    try {
      for (int i = 0; i < 20_000; i++) {
        client.send(type, 0, 0, new byte[type == RawHttp2.PING ? 8 : 0]);
      }
    } catch (IOException closed) {
      // which is what the test waits for
    }
  }

  @Test
  @DisplayName("98: a client that accepts heads of one byte")
  void aClientThatAcceptsNoHeadsGetsNoStormOfResets() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port(), MAX_HEADER_LIST_SIZE, 1)) {
      client.get(1, "/aggregate");
      int resets = 0;
      Optional<Frame> frame = client.next();
      while (frame.isPresent() && frame.get().type() != RawHttp2.HEADERS && resets < 10) {
        resets += frame.get().type() == RawHttp2.RST_STREAM ? 1 : 0;
        if (resets == 1) {
          client.send(RawHttp2.PING, 0, 0, new byte[8]);
        }
        if (frame.get().type() == RawHttp2.PING) {
          break;
        }
        frame = client.next();
      }
      assertThat(resets).isLessThanOrEqualTo(1);
    }
  }

  static List<byte[]> malformedHeads() {
    byte[] noPath = RawHttp2.fields(":method", "GET", ":scheme", "https", ":authority", "a");
    return List.of(
        RawHttp2.head("GET", "/aggregate", "X-Upper", "1"),
        noPath,
        RawHttp2.head("GET", "/aggregate", ":path", "/other"),
        RawHttp2.head("GET", "/aggregate", ":unknown", "1"),
        RawHttp2.head("GET", "/aggregate", "connection", "close"),
        RawHttp2.head("GET", "/aggregate", "transfer-encoding", "chunked"),
        RawHttp2.head("GET", "/aggregate", "x-a", "1\r\nx-b: 2"),
        RawHttp2.head("GET", "/aggregate", "host", "other.example"),
        RawHttp2.head("GET", "/aggregate", "content-length", "5"),
        RawHttp2.head("GET", "/aggregate", ":protocol", "websocket"),
        RawHttp2.head("G T", "/aggregate"),
        RawHttp2.head("G(T", "/aggregate"),
        RawHttp2.head("{}", "/aggregate"),
        RawHttp2.head("GET\u00ff", "/aggregate"));
  }

  @ParameterizedTest
  @MethodSource("malformedHeads")
  @DisplayName("100, 101: heads that are malformed")
  void malformedHeadsResetTheirStreamAndReachNoBackend(byte[] head) throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, head);
      Frame reset = client.next(RawHttp2.RST_STREAM).orElseThrow();
      assertThat(reset.stream()).isEqualTo(1);
      assertThat(reset.error()).isEqualTo(PROTOCOL_ERROR);
      serves(client, 3);
    }
    assertThat(gateway.backend().heads()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a:65536", "[", "@"})
  @DisplayName("101: a host that is none, without an authority")
  void aHostThatIsNoneLeavesTheOtherStreams(String host) throws IOException {
    byte[] head =
        RawHttp2.fields(":method", "GET", ":scheme", "https", ":path", "/aggregate", "host", host);
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, head);
      serves(client, 3);
    }
    assertThat(gateway.backend().heads()).hasSize(1);
  }

  @Test
  @DisplayName("101: a content-length that the data does not have")
  void aBodyOfAnotherLengthResetsItsStream() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      startPost(client, "content-length", "5");
      client.send(RawHttp2.DATA, RawHttp2.END_STREAM, 1, new byte[3]);
      assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().error()).isEqualTo(PROTOCOL_ERROR);
      serves(client, 3);
    }
  }

  @Test
  @DisplayName("101: trailers that do not end their stream")
  void trailersThatEndNothingResetTheirStream() throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      startPost(client);
      client.send(RawHttp2.DATA, 0, 1, new byte[3]);
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.fields("x-a", "1"));
      assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().error()).isEqualTo(PROTOCOL_ERROR);
      serves(client, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, RawHttp2.END_STREAM})
  @DisplayName("101: trailers with a pseudo-header field")
  void trailersWithAPseudoHeaderFieldResetTheirStream(int end) throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      startPost(client);
      client.send(RawHttp2.DATA, 0, 1, new byte[3]);
      byte[] trailers = RawHttp2.fields(":method", "POST");
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS | end, 1, trailers);
      assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().error()).isEqualTo(PROTOCOL_ERROR);
      serves(client, 3);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/aggregate", "/nowhere"})
  @DisplayName("a client whose window is closed gets what has no body")
  void responsesWithoutABodyNeedNoWindow(String path) throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port(), INITIAL_WINDOW_SIZE, 0)) {
      byte[] head = RawHttp2.head("HEAD", path);
      client.send(RawHttp2.HEADERS, RawHttp2.END_STREAM | RawHttp2.END_HEADERS, 1, head);
      Frame response = client.next(RawHttp2.HEADERS).orElseThrow();
      assertThat(response.flags() & RawHttp2.END_STREAM).isNotZero();
    }
  }

  @Test
  @DisplayName("a window that grows beyond what a number holds")
  void aWindowThatIsTooLargeResetsItsStream() throws IOException {
    byte[] largest = ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE).array();
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      startPost(client);
      client.send(RawHttp2.WINDOW_UPDATE, 0, 1, largest);
      client.send(RawHttp2.WINDOW_UPDATE, 0, 1, largest);
      assertThat(client.next(RawHttp2.RST_STREAM).orElseThrow().error())
          .isEqualTo(FLOW_CONTROL_ERROR);
      serves(client, 3);
    }
  }

  /** Starts a request that nothing is answered to before its body has ended. */
  private static void startPost(RawHttp2 client, String... fields) throws IOException {
    var all = new ArrayList<>(List.of("content-type", "application/json"));
    all.addAll(List.of(fields));
    byte[] head = RawHttp2.head("POST", "/post", all.toArray(String[]::new));
    client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, head);
  }

  @Test
  void whatComesInPlaceOfThePrefaceIsCutOffAndNotLogged() throws IOException {
    try (RecordedLogs logs = new RecordedLogs();
        RawHttp2 client = RawHttp2.connect(gateway.port())) {
      client.send(RawHttp2.HEADERS, 0, 1, new byte[100]);
      client.awaitClose();
      assertThat(logs.lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST"})
  void aRequestThatIsNeverEndedIsAnsweredAndReset(String method) throws IOException {
    try (RawHttp2 client = RawHttp2.open(gateway.port())) {
      client.send(RawHttp2.HEADERS, RawHttp2.END_HEADERS, 1, RawHttp2.head(method, "/aggregate"));
      assertThat(client.next(RawHttp2.HEADERS)).isPresent();
      Frame reset = client.next(RawHttp2.RST_STREAM).orElseThrow();
      assertThat(reset.stream()).isEqualTo(1);
      assertThat(reset.error()).as("NO_ERROR").isZero();
      serves(client, 3);
    }
  }
}
