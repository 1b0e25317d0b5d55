package io.tributary.tls;

import io.tributary.config.pem.Pem;
import io.tributary.config.pem.PemException;
import io.tributary.config.pem.PrivateKeys;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** A PEM file and its content. Immutable. Equal to another with the same content. */
public record PemContent(Path path, Pem pem) {
  /** Reads a file. Blocks. */
  public static PemContent read(Path path) throws TlsFileException {
    try {
      return new PemContent(path, Pem.read(path));
    } catch (PemException e) {
      throw new TlsFileException(path, e);
    }
  }

  /** Trusts the certificates of this file. */
  public TrustOptions trust() throws TlsFileException {
    return KeyStores.trust(certificates());
  }

  /** Presents the certificate chain of this file with the key of the other one, which must fit. */
  public KeyCertOptions identity(PemContent key) throws TlsFileException {
    List<X509Certificate> chain = certificates();
    return KeyStores.identity(key.keyOf(chain.getFirst()), chain);
  }

  private List<X509Certificate> certificates() throws TlsFileException {
    try {
      return pem.certificates();
    } catch (PemException e) {
      throw new TlsFileException(path, e);
    }
  }

  private PrivateKey keyOf(X509Certificate certificate) throws TlsFileException {
    try {
      PrivateKey found = pem.privateKey();
      PrivateKeys.requireFit(found, certificate);
      return found;
    } catch (PemException e) {
      throw new TlsFileException(path, e);
    }
  }
}
