package io.tributary.backend.tls;

import io.tributary.config.TlsConfig;
import io.tributary.tls.PemContent;
import io.tributary.tls.TlsFileException;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A snapshot of a backend's PEM files. Immutable. Equal to another snapshot with the same contents.
 */
record TlsFiles(
    Optional<PemContent> ca, Optional<PemContent> certificate, Optional<PemContent> key) {

  /** Reads the files. Blocks. */
  static TlsFiles read(TlsConfig tls) throws TlsFileException {
    return new TlsFiles(read(tls.ca()), read(tls.certificate()), read(tls.key()));
  }

  private static Optional<PemContent> read(Optional<Path> path) throws TlsFileException {
    return path.isPresent() ? Optional.of(PemContent.read(path.get())) : Optional.empty();
  }

  /** The certificates to trust, or empty for the JVM's trust store. */
  Optional<TrustOptions> trust() throws TlsFileException {
    return ca.isPresent() ? Optional.of(ca.get().trust()) : Optional.empty();
  }

  /** The client certificate with its matching key, or empty if none is configured. */
  Optional<KeyCertOptions> identity() throws TlsFileException {
    return certificate.isPresent() && key.isPresent()
        ? Optional.of(certificate.get().identity(key.get()))
        : Optional.empty();
  }
}
