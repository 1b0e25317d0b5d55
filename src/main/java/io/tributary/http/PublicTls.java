package io.tributary.http;

import io.tributary.config.ServerTlsConfig;
import io.tributary.tls.Change;
import io.tributary.tls.Followed;
import io.tributary.tls.PemContent;
import io.tributary.tls.TlsFileException;
import io.vertx.core.net.KeyCertOptions;

/**
 * The certificate of the public servers, following its PEM files. Any thread may read the {@link
 * #current} one. Only one thread at a time may {@link #reload} the files.
 */
public final class PublicTls {
  private record Files(PemContent certificate, PemContent key) {
    static Files read(ServerTlsConfig settings) throws TlsFileException {
      return new Files(PemContent.read(settings.certificate()), PemContent.read(settings.key()));
    }

    KeyCertOptions identity() throws TlsFileException {
      return certificate.identity(key);
    }
  }

  private final Followed<Files, KeyCertOptions> identity;

  private PublicTls(Followed<Files, KeyCertOptions> identity) {
    this.identity = identity;
  }

  /** Reads the files. Blocks. */
  public static PublicTls read(ServerTlsConfig settings) throws TlsFileException {
    return new PublicTls(Followed.read(() -> Files.read(settings), Files::identity));
  }

  /** The certificate for new connections. */
  KeyCertOptions current() {
    return identity.current();
  }

  /** Reads the files again. Blocks: do not call it on an event loop. */
  public Change reload() {
    return identity.reload();
  }
}
