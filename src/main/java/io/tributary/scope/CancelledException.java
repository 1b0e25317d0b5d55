package io.tributary.scope;

/**
 * How work ends whose scope was cancelled: nobody waits for its result. It is not a failure of
 * anything. Has no stack trace.
 */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The client left, or the result was decided without this work. */
  public CancelledException() {
    super("cancelled", null, false, false);
  }
}
