package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.pkitesting.CertificateBuilder;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.tls.TlsFailure;
import io.tributary.backend.tls.TlsFailure.Kind;
import io.tributary.config.TlsConfig;
import io.tributary.support.Authority;
import io.tributary.support.Certificate;
import io.tributary.support.FakeBackend;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsBackend;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an operator learns of a secure connection that cannot be made, and what a client does. */
@EveryHttp1Transport
class TlsFailuresTest {
  @RegisterExtension final Wire wire;

  @TempDir Path folder = Path.of("");

  private Authority authority;

  TlsFailuresTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @BeforeEach
  void createAuthority() throws Exception {
    TlsWarmUp.once(folder);
    authority = Authority.create(folder);
  }

  @Test
  @DisplayName("fault 108: an expired certificate")
  void tellTheDateOnWhichACertificateExpired() throws Exception {
    Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    refused(
        authority.issueExpired("localhost", yesterday),
        Kind.EXPIRED,
        "its certificate expired on " + yesterday);
  }

  @Test
  void tellTheDateFromWhichACertificateIsValid() throws Exception {
    Instant tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
    refused(
        authority.issueEarly("localhost", tomorrow),
        Kind.NOT_YET_VALID,
        "its certificate is not valid before " + tomorrow);
  }

  @Test
  @DisplayName("fault 108: a certificate for another host")
  void tellTheNameThatACertificateIsNotFor() throws Exception {
    refused(
        authority.issue("elsewhere.example"),
        Kind.WRONG_NAME,
        "its certificate does not match the name localhost");
  }

  @Test
  @DisplayName("fault 108: a certificate that nobody trusted has signed")
  void tellThatNobodyTrustedHasSignedACertificate() throws Exception {
    refused(
        Authority.create(folder).issue("localhost"),
        Kind.UNTRUSTED,
        "its certificate is not signed by a trusted authority");
  }

  @Test
  @DisplayName("fault 108: a certificate that is signed by itself")
  void tellThatTheJvmTrustsNobodyWhoHasSignedACertificate() throws Exception {
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"));
    failsWith(
        wire.pipe(wire.at(backend.url()).build()),
        new TlsFailure(Kind.UNTRUSTED, "its certificate is not signed by a trusted authority"));
  }

  @Test
  void tellThatABackendWantsAClientCertificate() throws Exception {
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"), authority);
    failsWith(
        pipe(backend.url()),
        new TlsFailure(
            Kind.CERTIFICATE_WANTED, "it requires a client certificate, and none is configured"));
    assertThat(backend.requests()).isZero();
  }

  @Test
  void tellThatABackendTrustsNobodyWhoHasSignedTheClientCertificate() throws Exception {
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"), authority);
    Certificate other = Authority.create(folder).issue("us");
    failsWith(pipe(backend.url(), other), Kind.CERTIFICATE_REFUSED);
    assertThat(backend.requests()).isZero();
  }

  @Test
  void tellThatThereIsNoTlsAtAPort() {
    NetServer clear =
        wire.vertx()
            .createNetServer()
            .connectHandler(
                socket ->
                    socket.handler(
                        _ -> socket.end(Buffer.buffer(FakeBackend.ok("[]"))).onComplete(_ -> {})));
    int port = TestVertx.await(clear.listen(0, "localhost")).actualPort();
    failsWith(
        pipe(URI.create("https://localhost:" + port)),
        new TlsFailure(Kind.NO_TLS, "its port does not use TLS"));
  }

  @Test
  void tellThatTheHandshakeTimedOut() {
    NetServer silent = wire.vertx().createNetServer().connectHandler(_ -> {});
    int port = TestVertx.await(silent.listen(0, "127.0.0.1")).actualPort();
    URI url = URI.create("https://127.0.0.1:" + port);
    Wire.Pipe pipe = wire.pipe(wire.at(url).timeout(Wire.SHORT).build());
    assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(wire.tlsFailures())
        .containsExactly(new TlsFailure(Kind.TIMEOUT, "the handshake timed out"));
  }

  @Test
  void tellThatABackendClosedTheConnection() {
    NetServer closing =
        wire.vertx().createNetServer().connectHandler(socket -> socket.close().onComplete(_ -> {}));
    int port = TestVertx.await(closing.listen(0, "localhost")).actualPort();
    failsWith(pipe(URI.create("https://localhost:" + port)), Kind.CLOSED);
  }

  @Test
  void areNoneForAClientCertificateThatTheBackendTrusts() throws Exception {
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"), authority);
    assertThat(pipe(backend.url(), authority.issue("us")).body("/a")).isEqualTo("[]");
    assertThat(backend.clients()).containsExactly("CN=us");
    assertThat(wire.tlsFailures()).isEmpty();
  }

  @Test
  void areNoneForAClientCertificateWithAnEd25519Key() throws Exception {
    TlsBackend backend = TlsBackend.start(wire.vertx(), authority.issue("localhost"), authority);
    Certificate certificate = authority.issue("us", CertificateBuilder.Algorithm.ed25519);
    assertThat(pipe(backend.url(), certificate).body("/a")).isEqualTo("[]");
    assertThat(backend.clients()).containsExactly("CN=us");
  }

  private void refused(Certificate certificate, Kind kind, String words) {
    TlsBackend backend = TlsBackend.start(wire.vertx(), certificate);
    failsWith(pipe(backend.url()), new TlsFailure(kind, words));
    assertThat(backend.requests()).isZero();
  }

  private void failsWith(Wire.Pipe pipe, TlsFailure failure) {
    failsWith(pipe, failure.kind());
    assertThat(wire.tlsFailures()).containsExactly(failure);
  }

  private void failsWith(Wire.Pipe pipe, Kind kind) {
    CallFailedException failed = pipe.failure("/a");
    assertThat(failed.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failed).hasMessage("the TLS connection to the backend failed");
    assertThat(wire.tlsFailures()).extracting(TlsFailure::kind).containsExactly(kind);
  }

  private Wire.Pipe pipe(URI url) {
    return pipe(
        url,
        new TlsConfig(
            Optional.of(authority.certificate()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  private Wire.Pipe pipe(URI url, Certificate client) {
    return pipe(
        url,
        new TlsConfig(
            Optional.of(authority.certificate()),
            Optional.of(client.certificate()),
            Optional.of(client.key()),
            Optional.empty()));
  }

  private Wire.Pipe pipe(URI url, TlsConfig tls) {
    return wire.pipe(wire.at(url).tls(tls).build());
  }
}
