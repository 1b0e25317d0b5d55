package io.tributary.scope;

/**
 * Fails the future of work whose scope was cancelled. It is not a failure of a backend: the result
 * is no longer needed. Has no stack trace.
 */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The client has disconnected, or the result was decided without this work. */
  public CancelledException() {
    super("cancelled", null, false, false);
  }
}
