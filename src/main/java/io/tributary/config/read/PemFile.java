package io.tributary.config.read;

import io.tributary.config.pem.Pem;
import io.tributary.config.pem.PemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A PEM file that the configuration names. Immutable. Problems are reported where the file is
 * named.
 */
final class PemFile {
  private final ConfigValue value;
  private final Path path;
  private final Pem pem;

  private PemFile(ConfigValue value, Path path, Pem pem) {
    this.value = value;
    this.path = path;
    this.pem = pem;
  }

  /** Reads the file. A relative path starts at the folder of the configuration file. */
  static Optional<PemFile> of(ConfigValue value) {
    return FilePath.of(value).flatMap(path -> read(path, value));
  }

  private static Optional<PemFile> read(Path path, ConfigValue value) {
    if (Files.notExists(path)) {
      return value.refuse(
          "there is no such file; a relative path starts at the folder of the configuration file");
    }
    try {
      return Optional.of(new PemFile(value, path, Pem.read(path)));
    } catch (PemException e) {
      return value.refuse(e.mistake());
    }
  }

  /** The absolute path. */
  Path path() {
    return path;
  }

  /** The certificates in the file, at least one. */
  Optional<List<X509Certificate>> certificates() {
    try {
      return Optional.of(pem.certificates());
    } catch (PemException e) {
      return value.refuse(e.mistake());
    }
  }

  /** The first private key in the file. */
  Optional<PrivateKey> privateKey() {
    try {
      return Optional.of(pem.privateKey());
    } catch (PemException e) {
      return value.refuse(e.mistake());
    }
  }
}
