package io.tributary.backend;

/**
 * A kept-alive connection turned out to be closed before any byte of a response: the backend never
 * saw the request, or gave no sign of it. Stays inside this package: {@link StaleRetry} ends it.
 */
public final class StaleConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StaleConnectionException() {
    super("a kept-alive connection was closed by the backend", null, false, false);
  }
}
