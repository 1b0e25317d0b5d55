package io.tributary.config.pem;

/** What is wrong with a PEM file, as the end of a sentence about it. Never repeats its content. */
public final class PemException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String mistake;

  PemException(String mistake) {
    super(mistake, null, false, false);
    this.mistake = mistake;
  }

  /** For example {@code has no certificate (BEGIN CERTIFICATE)}. */
  public String mistake() {
    return mistake;
  }
}
