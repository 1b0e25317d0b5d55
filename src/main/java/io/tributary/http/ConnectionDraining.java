package io.tributary.http;

/**
 * Whether the service is going away: from then on every connection is closed after its answer, so
 * that clients open their next one elsewhere. Thread-safe; one way.
 */
public final class ConnectionDraining {
  private volatile boolean begun;

  /** From now on. */
  public void begin() {
    begun = true;
  }

  boolean begun() {
    return begun;
  }
}
