package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tributary.config.ConfigException;
import io.tributary.config.Problem;
import io.tributary.config.ServerTlsConfig;
import io.tributary.config.TlsConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The TLS settings of a backend, and one row per kind of mistake in them and in their files. */
class TlsMistakesTest {
  private static final byte[] JUNK = "hush hush".getBytes(StandardCharsets.US_ASCII);

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void makeFiles() throws Exception {
    TestCertificates certificates = new TestCertificates(folder);
    certificates.make("rsa", "RSA", "-keysize", "2048");
    certificates.make("ec", "EC");
    certificates.make("other", "EC");
    certificates.make("ed25519", "Ed25519");
    certificates.make("expired", "EC", "-startdate", "-9d", "-validity", "1");
    certificates.write("junk.crt", "CERTIFICATE", JUNK);
    certificates.write("junk.key", "PRIVATE KEY", JUNK);
    certificates.write("pkcs1.key", "RSA PRIVATE KEY", JUNK);
    certificates.write("encrypted.key", "ENCRYPTED PRIVATE KEY", JUNK);
    Files.writeString(
        folder.resolve("base64.key"),
        Files.readString(folder.resolve("junk.key")).replaceFirst("aHVza\\S*", "aHVza"));
    Files.writeString(folder.resolve("empty.pem"), "");
    Files.writeString(folder.resolve("large.pem"), "#".repeat((1 << 20) + 1));
    Files.createDirectory(folder.resolve("folder"));
    both("chain.pem", "ec.crt", "rsa.crt");
    both("bundle.pem", "ec.key", "ec.crt");
  }

  private static void both(String file, String first, String second) throws IOException {
    Files.writeString(
        folder.resolve(file),
        Files.readString(folder.resolve(first)) + Files.readString(folder.resolve(second)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ca: none.pem                          | ca (line 3): there is no such file; a relative path starts at the folder of the configuration file
          ca: folder                            | ca (line 3): must be a regular file
          ca: /dev/zero                         | ca (line 3): must be a regular file
          ca: "a\\0b"                           | ca (line 3): must be the path of a file
          ca: large.pem                         | ca (line 3): is larger than 1 MiB
          ca: empty.pem                         | ca (line 3): has no certificate (BEGIN CERTIFICATE)
          ca: ec.key                            | ca (line 3): has no certificate (BEGIN CERTIFICATE)
          ca: junk.crt                          | ca (line 3): has a certificate that is not valid X.509
          ca: [ec.crt]                          | ca (line 3): must be text, not a list
          certificate: ec.crt                   | certificate (line 3): needs the key that belongs to it
          key: ec.key                           | key (line 3): needs the certificate that belongs to it
          certificate: ec.crt, key: ec.crt      | key (line 3): has no private key (BEGIN PRIVATE KEY)
          certificate: ec.crt, key: junk.key    | key (line 3): has a private key that is not RSA, EC or Ed25519
          certificate: ec.crt, key: base64.key  | key (line 3): has a private key that is not in Base64
          certificate: rsa.crt, key: pkcs1.key  | key (line 3): must be an unencrypted PKCS#8 key; convert it with openssl pkcs8 -topk8 -nocrypt
          certificate: rsa.crt, key: encrypted.key  | key (line 3): must be an unencrypted PKCS#8 key; convert it with openssl pkcs8 -topk8 -nocrypt
          certificate: ec.crt, key: other.key   | key (line 3): does not belong to the certificate (the first one in its file)
          certificate: ec.crt, key: rsa.key     | key (line 3): does not belong to the certificate (the first one in its file)
          certificate: rsa.crt, key: ed25519.key  | key (line 3): does not belong to the certificate (the first one in its file)
          certificate: chain.pem, key: rsa.key  | key (line 3): does not belong to the certificate (the first one in its file)
          serverName: 10.0.0.1                  | serverName (line 3): must be a DNS name (letters, digits, - and .), no IP address
          serverName: "::1"                     | serverName (line 3): must be a DNS name (letters, digits, - and .), no IP address
          serverName: a_b                       | serverName (line 3): must be a DNS name (letters, digits, - and .), no IP address
          servername: a                         | servername (line 3): unknown key; did you mean serverName?
          """)
  void areReportedWithTheirPlace(String keys, String problem) throws IOException {
    String message = problems(keys);
    assertThat(message).isEqualTo("backends.users.tls." + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          certificate: ec.crt                   | key (line 1): is missing
          key: ec.key                           | certificate (line 1): is missing
          certificate: no.crt, key: ec.key      | certificate (line 1): there is no such file; a relative path starts at the folder of the configuration file
          certificate: ec.crt, key: other.key   | key (line 1): does not belong to the certificate (the first one in its file)
          certificate: ec.crt, key: ec.key, ca: ec.crt  | ca (line 1): unknown key; known keys are key, certificate
          """)
  void ofThePublicServerAreReportedWithTheirPlace(String keys, String problem) throws IOException {
    assertThat(serverProblems(keys)).isEqualTo("server.tls." + problem);
  }

  @Test
  void areNotSeenInTheCertificateOfThePublicServer() throws Exception {
    Path file = writeServer("certificate: chain.pem, key: ec.key");
    assertThat(Loading.loader(Map.of()).load(file).server().tls())
        .contains(new ServerTlsConfig(folder.resolve("chain.pem"), folder.resolve("ec.key")));
  }

  private static String serverProblems(String keys) throws IOException {
    Path file = writeServer(keys);
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> Loading.loader(Map.of()).load(file));
    return String.join("\n", refused.problems().stream().map(Problem::toString).toList());
  }

  private static Path writeServer(String keys) throws IOException {
    String yaml = "server: { tls: { " + keys + " } }\n" + Loading.withBackend("");
    return Files.writeString(folder.resolve("tributary.yaml"), yaml);
  }

  @Test
  void neverShowWhatIsInAFile() throws IOException {
    assertThat(problems("ca: junk.crt") + problems("certificate: ec.crt, key: junk.key"))
        .doesNotContain("hush", "aHVza");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec", "ed25519", "expired"})
  void areNotSeenInACertificateAndItsKey(String name) throws Exception {
    String keys = "certificate: %s.crt, key: %s.key, ca: ec.crt".formatted(name, name);
    assertThat(load(keys))
        .isEqualTo(
            new TlsConfig(
                Optional.of(folder.resolve("ec.crt")),
                Optional.of(folder.resolve(name + ".crt")),
                Optional.of(folder.resolve(name + ".key")),
                Optional.empty()));
  }

  @Test
  void areNotSeenInFilesOfSeveralBlocks() throws Exception {
    assertThat(load("certificate: chain.pem, key: ec.key, ca: chain.pem").ca()).isPresent();
    assertThat(load("certificate: ./bundle.pem, key: bundle.pem").certificate())
        .contains(folder.resolve("bundle.pem"));
  }

  @Test
  void areNotSeenInAbsolutePathsWhereverTheConfigurationIs() {
    Path ca = folder.resolve("ec.crt");
    String yaml =
        Loading.withBackend("tls: { ca: \"" + ca + "\" }").replaceFirst("http:", "https:");
    assertThat(Loading.config(yaml).backends().getFirst().tls().orElseThrow().ca()).contains(ca);
  }

  @Test
  void areFoundRelativeToTheWorkingFolderInATextWithoutAFile() {
    String yaml = Loading.withBackend("tls: { ca: pom.xml }").replaceFirst("http:", "https:");
    assertThat(Loading.problems(yaml)).singleElement().asString().contains("has no certificate");
  }

  private static String problems(String keys) throws IOException {
    Path file = write(keys);
    ConfigException refused =
        catchThrowableOfType(ConfigException.class, () -> Loading.loader(Map.of()).load(file));
    return String.join("\n", refused.problems().stream().map(Problem::toString).toList());
  }

  private static TlsConfig load(String keys) throws Exception {
    return Loading.loader(Map.of()).load(write(keys)).backends().getFirst().tls().orElseThrow();
  }

  private static Path write(String keys) throws IOException {
    String yaml = Loading.withBackend("tls: { " + keys + " }").replaceFirst("http:", "https:");
    return Files.writeString(folder.resolve("tributary.yaml"), yaml);
  }

  @Test
  @DisplayName("C4, C13: a certificate for a name with an underscore needs a server name")
  void areReportedForANameThatCannotBeVerified() {
    assertThat(Loading.problems(Loading.withUrl("\"https://my_svc.test:8443\"")))
        .singleElement()
        .asString()
        .endsWith(".url (line 3): needs tls.serverName: Java verifies no name with an underscore");
    String named = "\"https://my_svc.test:8443\", tls: { serverName: my.svc.test }";
    assertThat(Loading.problems(Loading.withUrl(named))).isEmpty();
    assertThat(Loading.problems(Loading.withUrl("\"http://my_svc.test:8443\""))).isEmpty();
  }
}
