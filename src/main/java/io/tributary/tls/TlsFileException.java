package io.tributary.tls;

import io.tributary.config.pem.PemException;
import java.nio.file.Path;

/**
 * A PEM file cannot be used. Names the file and the mistake, and never contains the file's content.
 * Has no stack trace.
 */
public final class TlsFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String problem;

  TlsFileException(Path file, PemException cause) {
    super(file + " " + cause.mistake(), null, false, false);
    this.problem = file + " " + cause.mistake();
  }

  /** The file and its mistake, in one line. */
  public String problem() {
    return problem;
  }
}
