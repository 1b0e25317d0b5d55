package io.tributary.backend.tls;

import io.tributary.config.TlsConfig;
import io.tributary.config.pem.Pem;
import io.tributary.config.pem.PemException;
import io.tributary.config.pem.PrivateKeys;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * What the PEM files of a backend hold at one moment. Immutable, and equal to another with the same
 * contents.
 */
record TlsFiles(Optional<File> ca, Optional<File> certificate, Optional<File> key) {

  /** A file and its content. */
  record File(Path path, Pem pem) {
    static File read(Path path) throws TlsFileException {
      try {
        return new File(path, Pem.read(path));
      } catch (PemException e) {
        throw new TlsFileException(path, e);
      }
    }
  }

  /** Reads them. Blocks. */
  static TlsFiles read(TlsConfig tls) throws TlsFileException {
    return new TlsFiles(read(tls.ca()), read(tls.certificate()), read(tls.key()));
  }

  private static Optional<File> read(Optional<Path> path) throws TlsFileException {
    return path.isPresent() ? Optional.of(File.read(path.get())) : Optional.empty();
  }

  /** The certificates to trust; empty for those of the JVM. */
  Optional<TrustOptions> trust() throws TlsFileException {
    return ca.isPresent() ? Optional.of(KeyStores.trust(certificates(ca.get()))) : Optional.empty();
  }

  /** The client certificate and its key, which fits; empty without one. */
  Optional<KeyCertOptions> identity() throws TlsFileException {
    if (certificate.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    List<X509Certificate> chain = certificates(certificate.get());
    return Optional.of(KeyStores.identity(keyOf(chain.getFirst(), key.get()), chain));
  }

  private static List<X509Certificate> certificates(File file) throws TlsFileException {
    try {
      return file.pem().certificates();
    } catch (PemException e) {
      throw new TlsFileException(file.path(), e);
    }
  }

  private static PrivateKey keyOf(X509Certificate certificate, File file) throws TlsFileException {
    try {
      PrivateKey found = file.pem().privateKey();
      PrivateKeys.requireFit(found, certificate);
      return found;
    } catch (PemException e) {
      throw new TlsFileException(file.path(), e);
    }
  }
}
