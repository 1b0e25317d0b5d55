package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.Authority;
import io.tributary.support.Certificate;
import io.tributary.support.TestVertx;
import io.tributary.support.TlsBackend;
import io.tributary.support.TlsWarmUp;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reload with PEM files of a backend that cannot be used changes nothing. */
class ReloadedCertificatesTest {
  private final Vertx vertx = TestVertx.create();

  @TempDir private Path folder = Path.of("");

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void unusableFilesAreRefusedAndTheOldOnesStayInForce() throws Exception {
    TlsWarmUp.once(folder);
    Authority authority = Authority.create(folder);
    TlsBackend backend = TlsBackend.start(vertx, authority.issue("localhost"), authority);
    Certificate ours = authority.issue("us");
    Certificate other = authority.issue("other");
    Path broken = Files.writeString(folder.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\n");
    String works = config(backend, authority.certificate(), ours.certificate(), ours.key());
    try (ReloadingService service = ReloadingService.start(folder, works)) {
      assertThat(service.get("/users").statusCode()).isEqualTo(200);
      refuses(
          service,
          config(backend, folder.resolve("none.pem"), ours.certificate(), ours.key()),
          "backends.users.tls.ca (line 8): there is no such file");
      refuses(
          service,
          config(backend, broken, ours.certificate(), ours.key()),
          "backends.users.tls.ca (line 8): has no certificate");
      refuses(
          service,
          config(backend, authority.certificate(), ours.certificate(), other.key()),
          "backends.users.tls.key (line 10): does not belong to the certificate");
      assertThat(service.reload(works)).isInstanceOf(Reloaded.Unchanged.class);
    }
  }

  private static String config(TlsBackend backend, Path ca, Path certificate, Path key) {
    return """
    backends:
      users:
        url: "%s"
        tls:
          ca: "%s"
          certificate: "%s"
          key: "%s"
    aggregates: { /users: { parts: { users: { backend: users, path: / } } } }
    """
        .formatted(backend.url(), ca, certificate, key);
  }

  private static void refuses(ReloadingService service, String yaml, String problem)
      throws Exception {
    assertThat(service.reload(yaml))
        .isInstanceOfSatisfying(
            Reloaded.Refused.class,
            refused ->
                assertThat(refused.problems()).singleElement().asString().startsWith(problem));
    assertThat(service.get("/users").statusCode()).isEqualTo(200);
    assertThat(service.metrics().value("tributary_config_generation")).isEqualTo(1);
  }
}
