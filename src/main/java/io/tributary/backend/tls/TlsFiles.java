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
 * A snapshot of a backend's PEM files. Immutable. Equal to another snapshot with the same contents.
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

  /** Reads the files. Blocks. */
  static TlsFiles read(TlsConfig tls) throws TlsFileException {
    return new TlsFiles(read(tls.ca()), read(tls.certificate()), read(tls.key()));
  }

  private static Optional<File> read(Optional<Path> path) throws TlsFileException {
    return path.isPresent() ? Optional.of(File.read(path.get())) : Optional.empty();
  }

  /** The certificates to trust, or empty for the JVM's trust store. */
  Optional<TrustOptions> trust() throws TlsFileException {
    return ca.isPresent() ? Optional.of(KeyStores.trust(certificates(ca.get()))) : Optional.empty();
  }

  /** The client certificate with its matching key, or empty if none is configured. */
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
