package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.server.ClientConnections;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawHttp2;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults of clients before TLS is agreed on. A renegotiation, which an option of the JVM refuses,
 * is in {@code RenegotiationIT}.
 */
class TlsFaultsTest {
  private static final Duration HEAD_TIMEOUT = Duration.ofSeconds(3);
  private static final byte ALERT = 21;
  private static final byte HANDSHAKE = 22;
  private static final byte FATAL = 2;
  private static final byte HANDSHAKE_FAILURE = 40;

  /** Where the length of the session's id is, after the head of the record, and the random. */
  private static final int SESSION_ID = 5 + 4 + 2 + 32;

  /** RSA_EXPORT with RC4, RC2 and DES; RSA, ECDHE_ECDSA and ECDHE_RSA with NULL. */
  private static final short[] WITHOUT_SECRETS = {
    0x0003, 0x0006, 0x0008, 0x0001, 0x0002, 0x003b, (short) 0xc006, (short) 0xc010
  };

  @TempDir static Path folder = Path.of("");

  @RegisterExtension
  final TlsGateway gateway =
      new TlsGateway(
          folder,
          ", headTimeout: %ds".formatted(HEAD_TIMEOUT.toSeconds()),
          "aggregates: { /aggregate: { parts: { a: { backend: a, path: /a } } } }",
          exchange -> exchange.answer("[1]"));

  @AfterEach
  void servesANeighbourAndKeepsNoConnection() throws IOException {
    try (RawHttp2 neighbour = RawHttp2.open(gateway.port())) {
      neighbour.get(1, "/aggregate");
      assertThat(neighbour.next(RawHttp2.DATA).orElseThrow().text()).contains("\"complete\":true");
    }
    assertThat(
            Eventually.holds(
                Patience.HANG, () -> gateway.gateway().limits().connections().open() == 0))
        .isLessThan(Patience.HANG);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1", "TLSv1.1"})
  @DisplayName("102: old versions of TLS")
  void oldVersionsOfTlsAreRefused(String version) throws Exception {
    byte[] minor = {(byte) (version.equals("TLSv1") ? 1 : 2)};
    byte[] hello = new byte[5 + 4 + 2 + 32 + 1 + 4 + 2];
    ByteBuffer bytes = ByteBuffer.wrap(hello);
    bytes.put(HANDSHAKE).put((byte) 3).put((byte) 1).putShort((short) (hello.length - 5));
    bytes.put((byte) 1).put((byte) 0).putShort((short) (hello.length - 9));
    bytes.put((byte) 3).put(minor).put(new byte[32]).put((byte) 0);
    bytes.putShort((short) 2).putShort((short) 0x2f).put((byte) 1).put((byte) 0);
    assertThat(answer(hello)).startsWith(ALERT);
  }

  @Test
  @DisplayName("102: ciphers for export or without encryption, and no others")
  void ciphersWithoutSecretsAreRefused() throws IOException {
    byte[] hello = clientHello("TLSv1.2"); // which is answered if it offers others, see below
    ByteBuffer bytes = ByteBuffer.wrap(hello);
    int from = SESSION_ID + 1 + hello[SESSION_ID];
    int suites = bytes.getShort(from) / 2;
    for (int i = 0; i < suites; i++) {
      bytes.putShort(from + 2 + 2 * i, WITHOUT_SECRETS[i % WITHOUT_SECRETS.length]);
    }
    assertThat(answer(hello)).startsWith(ALERT).endsWith(FATAL, HANDSHAKE_FAILURE).hasSize(5 + 2);
  }

  @Test
  @DisplayName("102: a ClientHello that announces 16 MB")
  void aHugeClientHelloIsCutOff() throws IOException {
    byte[] hello = {HANDSHAKE, 3, 1, 0, 4, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff};
    assertThat(answer(hello)).doesNotContain(HANDSHAKE);
  }

  @Test
  @DisplayName("102: a handshake that stops within the ClientHello")
  void aHandshakeThatStopsWithinItsFirstMessageIsCutOff() throws IOException {
    assertThat(answer(new byte[] {HANDSHAKE, 3, 1, 2, 0, 1})).doesNotContain(HANDSHAKE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  @DisplayName("102: a handshake that stops after the ClientHello")
  void aHandshakeThatStopsAfterItsFirstMessageIsCutOffAfterItsTimeout(String version)
      throws IOException {
    byte[] hello = clientHello(version);
    long start = System.nanoTime();
    assertThat(answer(hello)).as("with a ServerHello, at first").startsWith(HANDSHAKE);
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(ClientConnections.handshakeTimeout(HEAD_TIMEOUT));
  }

  /** The first record that a client sends. */
  private static byte[] clientHello(String version) throws SSLException {
    SSLEngine engine = RawHttp2.trusting().createSSLEngine();
    engine.setUseClientMode(true);
    engine.setEnabledProtocols(new String[] {version});
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    assertThat(engine.wrap(ByteBuffer.allocate(0), hello).bytesProduced()).isPositive();
    return Arrays.copyOf(hello.array(), hello.position());
  }

  /** All that the server sends until it closes the connection. */
  private byte[] answer(byte[] hello) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) Patience.HANG.toMillis());
      socket.getOutputStream().write(hello);
      return socket.getInputStream().readAllBytes();
    }
  }

  @Test
  @DisplayName("102: long names in SNI")
  void aLongNameInSniIsServed() throws IOException {
    String label = "a".repeat(63) + ".";
    shakeHands(RawHttp2.trusting(), label.repeat(3) + "b".repeat(61));
  }

  @Test
  @DisplayName("102: 1,000 different names in SNI")
  void manyNamesInSniAreServed() throws IOException {
    SSLContext client = RawHttp2.trusting();
    for (int i = 0; i < 1000; i++) {
      shakeHands(client, "name-" + i + ".example");
    }
  }

  private void shakeHands(SSLContext client, String name) throws IOException {
    try (SSLSocket socket =
        (SSLSocket)
            client
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.setSoTimeout((int) Patience.HANG.toMillis());
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(name)));
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      assertThat(socket.getSession().isValid()).isTrue();
    }
  }
}
