package io.tributary.backend.tls;

import io.tributary.config.pem.PemException;
import java.nio.file.Path;

/** A PEM file that cannot be used: which one, and what is wrong. Never repeats its content. */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  TlsFileException(Path file, PemException cause) {
    super(file + " " + cause.mistake(), null, false, false);
    this.problem = file + " " + cause.mistake();
  }

  /** One line: the file, then its mistake. */
  public String problem() {
    return problem;
  }
}
