package io.tributary.http;

/**
 * Tells whether the service is shutting down. From then on every connection is closed after its
 * response, so that clients open their next connection to another instance. Cannot be undone.
 * Thread-safe.
 */
public final class ConnectionDraining {
  private volatile boolean begun;

  /** Starts to close connections after their responses. */
  public void begin() {
    begun = true;
  }

  boolean begun() {
    return begun;
  }
}
