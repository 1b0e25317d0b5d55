package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.tributary.aggregate.Reason;
import io.tributary.support.BackendSettings;
import io.tributary.support.Certificate;
import io.tributary.support.Eventually;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A request whose body its backend does not read leaves no connection behind. */
@ParameterizedClass(name = "{0}")
@EnumSource
class UnreadBodiesTest {
  /** More than the kernel takes for a socket that nobody reads. */
  private static final Buffer BODY = Buffer.buffer(new byte[8 << 20]);

  private static final int CALLS = 3;

  /** What a backend speaks. */
  enum Spoken {
    HTTP_1_1(TransportUnderTest.WEB_HTTP_1_1),
    HTTP_1_1_OVER_TLS(TransportUnderTest.WEB_HTTP_1_1),
    HTTP_2(TransportUnderTest.WEB_H2C);

    /** SETTINGS with an initial window of 64 MiB, and WINDOW_UPDATE of the connection to that. */
    private static final String LARGE_WINDOWS =
        "000006040000000000" + "000404000000" + "000004080000000000" + "03ff0001";

    private final TransportUnderTest transport;

    Spoken(TransportUnderTest transport) {
      this.transport = transport;
    }

    String scheme() {
      return this == HTTP_1_1_OVER_TLS ? "https" : "http";
    }

    Buffer greeting() {
      return Buffer.buffer(HexFormat.of().parseHex(this == HTTP_2 ? LARGE_WINDOWS : ""));
    }
  }

  @TempDir static Path folder = Path.of("");
  private final AtomicInteger accepted = new AtomicInteger();
  private final Spoken spoken;
  @RegisterExtension final Wire wire;

  UnreadBodiesTest(Spoken spoken) {
    this.spoken = spoken;
    this.wire = new Wire(spoken.transport);
  }

  @BeforeAll
  static void loadTheClasses() throws Exception {
    TlsWarmUp.once(folder);
  }

  private Wire.Pipe pipe(Consumer<NetSocket> connected) throws Exception {
    Certificate certificate = Certificate.of("localhost", folder);
    NetServerOptions options = new NetServerOptions().setReceiveBufferSize(4096);
    if (spoken == Spoken.HTTP_1_1_OVER_TLS) {
      options.setSsl(true).setKeyCertOptions(certificate.options());
    }
    NetServer server = wire.vertx().createNetServer(options);
    server.connectHandler(
        socket -> {
          accepted.incrementAndGet();
          socket.exceptionHandler(_ -> {});
          connected.accept(socket);
        });
    int port = TestVertx.await(server.listen(0, "127.0.0.1")).actualPort();
    BackendSettings backend = wire.at(URI.create(spoken.scheme() + "://localhost:" + port));
    return wire.pipe(
        (spoken == Spoken.HTTP_1_1_OVER_TLS ? backend.tls(certificate.trusted()) : backend)
            .build());
  }

  /** As a process that hangs would: a paused socket would still hold what had arrived. */
  private static void readNoMore(NetSocket socket) {
    ((NetSocketInternal) socket).channelHandlerContext().channel().config().setAutoRead(false);
  }

  @Test
  @DisplayName("fault 158: a backend that reads nothing of a body")
  void aBodyThatNobodyReadsEndsWithItsCall() throws Exception {
    Wire.Pipe pipe =
        pipe(
            socket -> {
              readNoMore(socket);
              socket.handler(_ -> {}).write(spoken.greeting()).onFailure(_ -> {});
            });
    for (int i = 0; i < CALLS; i++) {
      timesOut(pipe);
      Faults.eventually(() -> accepted.get() > 0);
      Faults.eventually(() -> allAreClosed(pipe));
    }
  }

  private static void timesOut(Wire.Pipe pipe) {
    assertThat(Wire.Pipe.failure(pipe.post("/a", BODY, Wire.SHORT)).reason())
        .isEqualTo(Reason.TIMEOUT);
  }

  /** A call whose time is over before it is written leaves its connection to the next one. */
  private boolean allAreClosed(Wire.Pipe pipe) {
    Duration soon = Duration.ofSeconds(2);
    boolean closed = Eventually.holds(soon, () -> wire.openConnections() == 0).compareTo(soon) < 0;
    if (!closed) {
      timesOut(pipe);
    }
    return closed;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Connection: close\r\n"})
  void aResponseToABodyThatIsNotReadIsTheLastOfItsConnection(String header) throws Exception {
    assumeThat(spoken).as("see Http2Test").isNotEqualTo(Spoken.HTTP_2);
    Buffer response = Buffer.buffer(FakeBackend.ok("[1]").replaceFirst("\r\n", "\r\n" + header));
    Wire.Pipe pipe =
        pipe(
            socket ->
                socket.handler(
                    _ -> {
                      readNoMore(socket);
                      socket.write(response).onFailure(_ -> {});
                    }));
    for (int i = 0; i < CALLS; i++) {
      assertThat(TestVertx.await(pipe.post("/a", BODY, Wire.LONG))).hasToString("[1]");
    }
    assertThat(accepted).hasValue(CALLS);
    Faults.eventually(() -> wire.openConnections() == 0);
  }
}
