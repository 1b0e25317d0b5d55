package io.tributary.app;

import io.tributary.backend.tls.TlsSettings;
import io.tributary.config.Config;
import io.tributary.config.ServerTlsConfig;
import io.tributary.http.PublicTls;
import io.tributary.tls.TlsFileException;
import java.util.Optional;

/** All certificates of a configuration. */
record Certificates(TlsSettings backends, Optional<PublicTls> server) {
  /** Reads the files. Blocks. */
  static Certificates read(Config config) throws TlsFileException {
    return new Certificates(TlsSettings.read(config.backends()), server(config));
  }

  /** Reads the files of the public server. Blocks. */
  static Optional<PublicTls> server(Config config) throws TlsFileException {
    Optional<ServerTlsConfig> tls = config.server().tls();
    return tls.isPresent() ? Optional.of(PublicTls.read(tls.get())) : Optional.empty();
  }
}
