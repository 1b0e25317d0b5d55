package io.tributary.http;

/**
 * The client's request is refused, in most cases because it violates a rule, which the message
 * states. Has no stack trace, because it is not a bug in this service.
 */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** A violation with status 400. */
  public BadRequestException(String rule) {
    this(400, rule);
  }

  BadRequestException(int status, String rule) {
    this(Problem.of(status, rule));
  }

  /** A refusal with this response. */
  BadRequestException(Problem problem) {
    super(problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The client has left in the middle of its request. Nobody is told; logs have it. */
  static BadRequestException clientLeft() {
    return new BadRequestException(ServerExchange.CLIENT_LEFT, "the client has left");
  }

  boolean isOfLeaving() {
    return problem.status() == ServerExchange.CLIENT_LEFT;
  }

  /** What the client is told. */
  public Problem problem() {
    return problem;
  }
}
