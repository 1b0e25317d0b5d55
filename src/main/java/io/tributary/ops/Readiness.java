package io.tributary.ops;

/** Whether the service should receive traffic. Thread-safe. */
public final class Readiness {
  private volatile boolean ready;

  /** The service is warmed up and listening. */
  public void ready() {
    ready = true;
  }

  /** The service is shutting down. */
  public void notReady() {
    ready = false;
  }

  boolean isReady() {
    return ready;
  }
}
