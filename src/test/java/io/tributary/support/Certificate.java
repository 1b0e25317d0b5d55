package io.tributary.support;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.tributary.config.TlsConfig;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A self-signed certificate and its key, as PEM files. */
public record Certificate(Path certificate, Path key) {
  /** One for that host name. */
  public static Certificate of(String name, Path folder) throws Exception {
    return write(
        new CertificateBuilder()
            .subject("CN=" + name)
            .addSanDnsName(name)
            .setIsCertificateAuthority(true)
            .buildSelfSigned(),
        folder);
  }

  static Certificate write(X509Bundle bundle, Path folder) throws IOException {
    Path directory = Files.createTempDirectory(folder, "certificate");
    Path certificate = directory.resolve("certificate.pem");
    Path key = directory.resolve("key.pem");
    Files.writeString(certificate, bundle.getCertificatePathPEM());
    Files.writeString(key, bundle.getPrivateKeyPEM());
    return new Certificate(certificate, key);
  }

  /** For a server that shows it. */
  public PemKeyCertOptions options() {
    return new PemKeyCertOptions().setCertPath(certificate.toString()).setKeyPath(key.toString());
  }

  /** For whoever trusts it. */
  public PemTrustOptions trust() {
    return new PemTrustOptions().addCertPath(certificate.toString());
  }

  /** The configuration of a client that trusts it. */
  public TlsConfig trusted() {
    return new TlsConfig(
        Optional.of(certificate), Optional.empty(), Optional.empty(), Optional.empty());
  }
}
