package io.tributary.backend;

/**
 * A kept-alive connection was closed before the first byte of the response, or may not be used any
 * more. The backend has not seen the request, or shows no sign of it. Only transports throw it, and
 * {@link StaleRetry} handles it. Has no stack trace.
 */
public final class StaleConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public StaleConnectionException() {
    super("a kept-alive connection was closed by the backend", null, false, false);
  }
}
