package io.tributary.app;

/** The service cannot start for a reason outside of it, said in one line. */
public final class CannotStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  CannotStartException(String reason) {
    super(reason, null, false, false);
    this.reason = reason;
  }

  public String reason() {
    return reason;
  }
}
