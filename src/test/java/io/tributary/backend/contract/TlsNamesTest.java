package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.config.Origin;
import io.tributary.config.TlsConfig;
import io.tributary.support.Certificate;
import io.tributary.support.FakeDns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Which name a backend is asked for in the handshake (SNI), and whom it must prove to be. */
@EveryHttp1Transport
class TlsNamesTest {
  @RegisterExtension final Wire wire;

  private final List<String> names = new CopyOnWriteArrayList<>();

  TlsNamesTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @BeforeEach
  void startDns() {
    FakeDns dns = FakeDns.start(wire.vertx());
    List.of("users", "users.test", "users_api.test")
        .forEach(name -> dns.set(name, 60, "127.0.0.1"));
    wire.dns(dns);
  }

  @Test
  @DisplayName("C4: the server name is announced, users")
  void announcesANameOfASingleLabel(@TempDir Path folder) throws Exception {
    answers("users", Certificate.of("users", folder));
    assertThat(names).containsExactly("users");
  }

  @Test
  @DisplayName("C4: the server name is announced, users.test")
  void announcesANameOfMoreLabels(@TempDir Path folder) throws Exception {
    answers("users.test", Certificate.of("users.test", folder));
    assertThat(names).containsExactly("users.test");
  }

  @Test
  void isNotAnsweredByAnotherName(@TempDir Path folder) throws Exception {
    Certificate other = Certificate.of("elsewhere.test", folder);
    Wire.Pipe pipe =
        pipe("users.test", SniServer.start(wire.vertx(), names, other), other.trusted());
    assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void announcesAndVerifiesTheConfiguredNameInstead(@TempDir Path folder) throws Exception {
    Certificate other = Certificate.of("elsewhere.test", folder);
    assertThat(pipe("users", SniServer.start(wire.vertx(), names, other), named(other)).body("/a"))
        .isEqualTo("[]");
    assertThat(
            pipe("127.0.0.1", SniServer.start(wire.vertx(), names, other), named(other)).body("/a"))
        .isEqualTo("[]");
    assertThat(names).containsExactly("elsewhere.test", "elsewhere.test");
  }

  @Test
  void announcesNoAddress(@TempDir Path folder) throws Exception {
    assertThat(failure("127.0.0.1", folder)).isEqualTo("the TLS connection to the backend failed");
  }

  @Test
  void aNameThatCannotBeAnnouncedFailsLikeAnyOtherThatIsNotInTheCertificate(@TempDir Path folder)
      throws Exception {
    assertThat(failure("users_api.test", folder))
        .isEqualTo("the TLS connection to the backend failed");
  }

  private void answers(String name, Certificate certificate) {
    assertThat(
            pipe(name, SniServer.start(wire.vertx(), names, certificate), certificate.trusted())
                .body("/a"))
        .isEqualTo("[]");
  }

  private String failure(String host, Path folder) throws Exception {
    Certificate certificate = Certificate.of("users", folder);
    return String.valueOf(
        pipe(host, SniServer.start(wire.vertx(), names, certificate), certificate.trusted())
            .failure("/a")
            .getMessage());
  }

  private static TlsConfig named(Certificate certificate) {
    return new TlsConfig(
        Optional.of(certificate.certificate()),
        Optional.empty(),
        Optional.empty(),
        Optional.of("elsewhere.test"));
  }

  private Wire.Pipe pipe(String host, int port, TlsConfig tls) {
    return wire.pipe(wire.at(new Origin(Origin.Scheme.HTTPS, host, port)).tls(tls).build());
  }
}
