package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.Patience;
import io.tributary.support.RawHttp2;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The option of the JVM that refuses a renegotiation is set where the process starts. */
final class RenegotiationIT {
  private final Vertx vertx = TestVertx.create();
  private final FakeBackend users = FakeBackend.start(vertx, exchange -> exchange.answer("[]"));

  @TempDir Path folder = Path.of("");

  @AfterEach
  void stopTheBackend() {
    TestVertx.close(vertx);
  }

  @Test
  @DisplayName("fault 102: a renegotiation that a client begins is refused")
  void aRenegotiationIsRefused() throws Exception {
    Certificate certificate = Certificate.of("localhost", folder);
    String yaml =
        """
        server: { host: 127.0.0.1, port: @port, tls: { certificate: "%s", key: "%s" } }
        management: { host: 127.0.0.1, port: @managementPort }
        backends: { users: { url: "%s" } }
        aggregates: { /a: { parts: { users: { backend: users, path: /u } } } }
        """
            .formatted(certificate.certificate(), certificate.key(), users.url());
    try (ServiceProcess service = ServiceProcess.start(folder, yaml);
        SSLSocket client = connect(service.port());
        SSLSocket neighbour = connect(service.port())) {
      assertThat(status(client)).isEqualTo("HTTP/1.1 200");
      assertThat(status(neighbour)).isEqualTo("HTTP/1.1 200");
      assertThatThrownBy(
              () -> {
                client.startHandshake();
                String _ = status(client);
              })
          .isInstanceOf(IOException.class)
          .isNotInstanceOf(SocketTimeoutException.class);
      assertThat(status(neighbour)).isEqualTo("HTTP/1.1 200");
      try (SSLSocket next = connect(service.port())) {
        assertThat(status(next)).isEqualTo("HTTP/1.1 200");
      }
    }
  }

  /** With the last version of TLS that has renegotiations. */
  private static SSLSocket connect(int port) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            RawHttp2.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Patience.HANG.toMillis());
    socket.setEnabledProtocols(new String[] {"TLSv1.2"});
    socket.startHandshake();
    return socket;
  }

  /** What the response to a request begins with; the rest of it is read, too. */
  private static String status(SSLSocket socket) throws IOException {
    byte[] request = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    socket.getOutputStream().write(request);
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\"errors\":[]}") < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("closed after: " + answer);
      }
      answer.append((char) next);
    }
    return answer.substring(0, "HTTP/1.1 200".length());
  }
}
