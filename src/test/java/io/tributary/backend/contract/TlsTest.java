package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.support.BackendSettings;
import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.internal.net.NetSocketInternal;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A backend is called over TLS if its certificate is trusted and is for its name, and only then.
 */
@EveryHttp1Transport
class TlsTest {
  @RegisterExtension final Wire wire;

  TlsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  @BeforeAll
  static void loadTheClasses(@TempDir Path folder) throws Exception {
    TlsWarmUp.once(folder);
  }

  @Test
  void callsABackendWhoseCertificateIsTrustedAndForItsName(@TempDir Path folder) throws Exception {
    Wire.Pipe pipe =
        trusting("localhost", folder, (socket, body) -> answer(socket, FakeBackend.ok(body)));
    for (int i = 1; i <= 5; i++) {
      assertThat(pipe.body("/a")).isEqualTo("[" + i + "]");
    }
    assertThat(connections).hasValue(1);
  }

  @Test
  void takesAnAnswerThatComesWithTheEndOfItsConnection(@TempDir Path folder) throws Exception {
    takesWithTheEnd(folder, FakeBackend::ok);
  }

  @Test
  void takesABodyThatLastsUntilTheEndOfItsConnection(@TempDir Path folder) throws Exception {
    takesWithTheEnd(folder, body -> "HTTP/1.1 200 OK\r\n\r\n" + body);
  }

  private void takesWithTheEnd(Path folder, UnaryOperator<String> answerWith) throws Exception {
    Wire.Pipe pipe =
        trusting(
            "localhost",
            folder,
            (socket, body) -> {
              answer(socket, answerWith.apply(body));
              var _ = socket.close();
            });
    for (int i = 1; i <= 20; i++) {
      assertThat(pipe.body("/a")).isEqualTo("[" + i + "]");
    }
  }

  /** Whoever cuts the connection cannot pass off half a body as the whole. */
  @Test
  void refusesABodyThatEndsWithoutTheBackendsWord(@TempDir Path folder) throws Exception {
    Wire.Pipe pipe =
        trusting(
            "localhost",
            folder,
            (socket, body) ->
                socket
                    .write("HTTP/1.1 200 OK\r\n\r\n" + body)
                    .onComplete(_ -> closeTheSocketAlone(socket)));
    assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void asksNothingOfABackendWithACertificateForAnotherName(@TempDir Path folder) throws Exception {
    refused(
        trusting(
            "elsewhere.example", folder, (socket, body) -> answer(socket, FakeBackend.ok(body))));
  }

  @Test
  void asksNothingOfABackendWithACertificateThatNobodyTrusts(@TempDir Path folder)
      throws Exception {
    Certificate certificate = Certificate.of("localhost", folder);
    int port = serve(certificate, (socket, body) -> answer(socket, FakeBackend.ok(body)));
    refused(wire.pipe(at(port).build()));
  }

  private void refused(Wire.Pipe pipe) {
    CallFailedException failed = pipe.failure("/a");
    assertThat(failed.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failed).hasMessage("the TLS connection to the backend failed");
    assertThat(requests).hasValue(0);
  }

  /** A backend with a certificate for that name, called as localhost by who trusts it. */
  private Wire.Pipe trusting(String name, Path folder, BiConsumer<NetSocket, String> onRequest)
      throws Exception {
    Certificate certificate = Certificate.of(name, folder);
    return wire.pipe(at(serve(certificate, onRequest)).tls(certificate.trusted()).build());
  }

  private BackendSettings at(int port) {
    return wire.at(URI.create("https://localhost:" + port));
  }

  /** Its bodies say how often it was asked; returns the port. */
  private int serve(Certificate certificate, BiConsumer<NetSocket, String> onRequest) {
    NetServer server =
        wire.vertx()
            .createNetServer(
                new NetServerOptions().setSsl(true).setKeyCertOptions(certificate.options()))
            .exceptionHandler(_ -> {});
    server.connectHandler(
        socket -> {
          connections.incrementAndGet();
          socket.exceptionHandler(_ -> {});
          socket.handler(_ -> onRequest.accept(socket, "[" + requests.incrementAndGet() + "]"));
        });
    return TestVertx.await(server.listen(0, "localhost")).actualPort();
  }

  private static void answer(NetSocket socket, String bytes) {
    var _ = socket.write(bytes);
  }

  /** Without the word of farewell that TLS has for it. */
  private static void closeTheSocketAlone(NetSocket socket) {
    var _ = ((NetSocketInternal) socket).channelHandlerContext().pipeline().firstContext().close();
  }
}
