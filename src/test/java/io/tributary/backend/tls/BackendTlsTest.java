package io.tributary.backend.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.config.BackendConfig;
import io.tributary.config.TlsConfig;
import io.tributary.support.Authority;
import io.tributary.support.BackendSettings;
import io.tributary.support.Certificate;
import io.tributary.tls.Change;
import io.tributary.tls.TlsFileException;
import io.vertx.core.net.ClientSSLOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackendTlsTest {
  @TempDir Path folder = Path.of("");

  private Authority authority;
  private Certificate client;
  private BackendConfig backend;
  private BackendTls tls;

  @BeforeEach
  void read() throws Exception {
    authority = Authority.create(folder);
    client = authority.issue("us");
    backend =
        BackendSettings.at(URI.create("https://users.example"))
            .tls(
                new TlsConfig(
                    Optional.of(authority.certificate()),
                    Optional.of(client.certificate()),
                    Optional.of(client.key()),
                    Optional.empty()))
            .build();
    tls = TlsSettings.read(List.of(backend)).of(backend).orElseThrow();
  }

  @Test
  void keepsTheSameOptionsWhileTheContentIsTheSame() throws Exception {
    ClientSSLOptions before = tls.current();
    Files.writeString(client.key(), Files.readString(client.key()));
    assertThat(tls.reload()).isEqualTo(new Change.None());
    assertThat(tls.current()).isSameAs(before);
  }

  @Test
  void makesNewOptionsOfANewPair() throws Exception {
    ClientSSLOptions before = tls.current();
    Certificate next = authority.issue("us");
    Files.copy(next.certificate(), replace(client.certificate()));
    Files.copy(next.key(), replace(client.key()));
    assertThat(tls.reload()).isEqualTo(new Change.Read());
    assertThat(tls.current()).isNotEqualTo(before);
    assertThat(tls.reload()).isEqualTo(new Change.None());
  }

  @Test
  void keepsItsOptionsBetweenTheTwoFilesOfANewPair() throws Exception {
    ClientSSLOptions before = tls.current();
    Certificate next = authority.issue("us");
    Files.copy(next.certificate(), replace(client.certificate()));
    assertThat(tls.reload())
        .isEqualTo(
            new Change.Refused(
                client.key() + " does not belong to the certificate (the first one in its file)"));
    assertThat(tls.current()).isSameAs(before);
    Files.copy(next.key(), replace(client.key()));
    assertThat(tls.reload()).isEqualTo(new Change.Read());
  }

  @Test
  void neverRepeatsWhatIsInAFile() throws Exception {
    Files.writeString(client.key(), "-----BEGIN PRIVATE KEY-----\nhush\n-----END PRIVATE KEY-----");
    assertThat(tls.reload().toString()).contains("private key that is not").doesNotContain("hush");
    assertThat(TlsFiles.read(backend.tls().orElseThrow()).toString()).doesNotContain("hush");
  }

  @Test
  void isNotMadeOfBrokenFiles() throws Exception {
    Files.delete(client.key());
    assertThatThrownBy(() -> TlsSettings.read(List.of(backend)))
        .isInstanceOf(TlsFileException.class)
        .hasMessage(client.key() + " cannot be read: there is no such file");
  }

  @Test
  void isThereForBackendsOverTlsAlone() throws Exception {
    BackendConfig clear = BackendSettings.at(URI.create("http://users.example")).build();
    BackendConfig trusting = BackendSettings.at(URI.create("https://users.example")).build();
    assertThat(TlsSettings.read(List.of(clear)).of(clear)).isEmpty();
    TlsSettings settings = TlsSettings.read(List.of(trusting));
    assertThat(settings.of(trusting)).isPresent();
    assertThat(settings.of(trusting).orElseThrow().hasFiles()).isFalse();
  }

  private static Path replace(Path file) throws Exception {
    Files.delete(file);
    return file;
  }
}
