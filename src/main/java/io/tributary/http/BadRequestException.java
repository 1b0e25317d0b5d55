package io.tributary.http;

/**
 * The client's request violates a rule, which the message states. Has no stack trace, because it is
 * not a bug in this service.
 */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  /** A violation with status 400. */
  public BadRequestException(String rule) {
    this(400, rule);
  }

  BadRequestException(int status, String rule) {
    super(rule, null, false, false);
    this.status = status;
  }

  /** What the client is told. */
  public Problem problem() {
    return Problem.of(status, String.valueOf(getMessage()));
  }
}
