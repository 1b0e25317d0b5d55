package io.tributary.config.read;

import io.tributary.config.ServerTlsConfig;
import io.tributary.config.TlsConfig;
import io.tributary.config.pem.PemException;
import io.tributary.config.pem.PrivateKeys;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Reads TLS settings and checks the files that they name. */
final class TlsReader {
  private TlsReader() {}

  /** Reads the settings of the public server. */
  static Optional<ServerTlsConfig> server(ObjectReader section) {
    Optional<ConfigValue> key = section.required("key");
    Optional<PemFile> chain = section.required("certificate").flatMap(PemFile::of);
    Optional<PemFile> secret = key.flatMap(PemFile::of);
    check(chain.flatMap(PemFile::certificates), secret.flatMap(PemFile::privateKey), key);
    section.finish();
    return chain.flatMap(
        certificate ->
            secret.map(privateKey -> new ServerTlsConfig(certificate.path(), privateKey.path())));
  }

  /** Reads the settings of a backend. */
  static TlsConfig backend(ObjectReader section) {
    Optional<ConfigValue> ca = section.optional("ca");
    Optional<ConfigValue> certificate = section.optional("certificate");
    Optional<ConfigValue> key = section.optional("key");
    Optional<PemFile> trusted = ca.flatMap(PemFile::of);
    Optional<PemFile> chain = certificate.flatMap(PemFile::of);
    Optional<PemFile> secret = key.flatMap(PemFile::of);
    trusted.ifPresent(file -> file.certificates());
    check(chain.flatMap(PemFile::certificates), secret.flatMap(PemFile::privateKey), key);
    if (certificate.isPresent() && key.isEmpty()) {
      section.problem("certificate", "needs the key that belongs to it");
    }
    if (key.isPresent() && certificate.isEmpty()) {
      section.problem("key", "needs the certificate that belongs to it");
    }
    TlsConfig tls =
        new TlsConfig(
            trusted.map(PemFile::path),
            chain.map(PemFile::path),
            secret.map(PemFile::path),
            section.optional("serverName").flatMap(HostNames::readServerName));
    section.finish();
    return tls;
  }

  private static void check(
      Optional<List<X509Certificate>> chain, Optional<PrivateKey> key, Optional<ConfigValue> at) {
    if (chain.isPresent() && key.isPresent()) {
      try {
        PrivateKeys.requireFit(key.get(), chain.get().getFirst());
      } catch (PemException e) {
        at.orElseThrow().problem(e.mistake());
      }
    }
  }
}
