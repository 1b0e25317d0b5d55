package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Certificate;
import io.tributary.support.Eventually;
import io.tributary.support.Patience;
import io.tributary.support.RawHttp2;
import io.tributary.support.RecordedLogs;
import io.tributary.support.TlsWarmUp;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public port's certificate follows its files. */
class PublicCertificateTest {
  private final RecordedLogs logs = new RecordedLogs();

  @TempDir Path folder = Path.of("");

  private Path certificate = Path.of("");
  private Path key = Path.of("");
  private RunningGateway gateway;

  @BeforeEach
  void start() throws Exception {
    TlsWarmUp.once(folder);
    certificate = folder.resolve("server.pem");
    key = folder.resolve("server.key");
    install(Certificate.of("old.test", folder));
    gateway =
        RunningGateway.overTls(
            new Certificate(certificate, key),
            "",
            """
            backends: { a: { url: "http://127.0.0.1:9" } }
            aggregates: { /aggregate: { parts: { a: { backend: a, path: /a } } } }
            """);
  }

  @AfterEach
  void stop() {
    gateway.close();
    logs.close();
  }

  private void install(Certificate one) throws Exception {
    Files.copy(one.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.copy(one.key(), key, StandardCopyOption.REPLACE_EXISTING);
  }

  private String shown() {
    try (SSLSocket socket =
        (SSLSocket)
            RawHttp2.trusting()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), gateway.port())) {
      socket.startHandshake();
      X509Certificate first = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return first.getSubjectX500Principal().getName();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void newConnectionsGetTheNewCertificate() throws Exception {
    assertThat(shown()).isEqualTo("CN=old.test");
    install(Certificate.of("new.test", folder));
    assertThat(Eventually.holds(Patience.HANG, () -> shown().equals("CN=new.test")))
        .isLessThan(Patience.HANG);
    String line = "INFO server.tls: certificates reloaded, new connections use them";
    assertThat(Eventually.holds(Patience.HANG, () -> logs.lines().contains(line)))
        .isLessThan(Patience.HANG);
  }

  @Test
  void aBrokenReplacementLeavesTheOldOneInUse() throws Exception {
    Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nMIIB");
    String line =
        "WARN server.tls: certificates not reloaded, the previous ones stay in use: "
            + certificate
            + " has no certificate (BEGIN CERTIFICATE)";
    assertThat(Eventually.holds(Patience.HANG, () -> logs.lines().contains(line)))
        .isLessThan(Patience.HANG);
    assertThat(shown()).isEqualTo("CN=old.test");
    assertThat(logs.lines()).containsOnlyOnce(line);
  }
}
