package io.tributary.app;

/** Thrown when the service cannot start for an external reason, such as a port in use. */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  CannotStartException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  /** The reason, in one line. */
  public String reason() {
    return reason;
  }
}
