package io.tributary.support;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A certificate authority of a test's own. What it issues are PEM files in new folders. */
public final class Authority {
  private final X509Bundle root;
  private final Path folder;
  private final Path certificate;

  private Authority(X509Bundle root, Path folder, Path certificate) {
    this.root = root;
    this.folder = folder;
    this.certificate = certificate;
  }

  /** A new one, known to nobody. */
  public static Authority create(Path folder) throws Exception {
    X509Bundle root =
        new CertificateBuilder()
            .subject("CN=authority")
            .setIsCertificateAuthority(true)
            .buildSelfSigned();
    Path certificate =
        Files.writeString(
            Files.createTempDirectory(folder, "authority").resolve("ca.pem"),
            root.getCertificatePEM());
    return new Authority(root, folder, certificate);
  }

  /** Its own certificate. */
  public Path certificate() {
    return certificate;
  }

  /** For a server that trusts whom it signs. */
  public PemTrustOptions trust() {
    return new PemTrustOptions().addCertPath(certificate.toString());
  }

  /** A certificate for that name. */
  public Certificate issue(String name) throws Exception {
    return issue(name, builder -> builder);
  }

  /** A certificate that was valid until then. */
  public Certificate issueExpired(String name, Instant notAfter) throws Exception {
    return issue(name, builder -> builder.notBefore(notAfter.minusSeconds(60)).notAfter(notAfter));
  }

  /** A certificate that is valid from then on. */
  public Certificate issueEarly(String name, Instant notBefore) throws Exception {
    return issue(name, builder -> builder.notBefore(notBefore).notAfter(notBefore.plusSeconds(60)));
  }

  /** A certificate with a key of that algorithm. */
  public Certificate issue(String name, CertificateBuilder.Algorithm algorithm) throws Exception {
    return issue(name, builder -> builder.algorithm(algorithm));
  }

  private Certificate issue(String name, UnaryOperator<CertificateBuilder> settings)
      throws Exception {
    CertificateBuilder builder = new CertificateBuilder().subject("CN=" + name).addSanDnsName(name);
    return Certificate.write(settings.apply(builder).buildIssuedBy(root), folder);
  }
}
