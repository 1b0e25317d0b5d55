package io.tributary.ops;

/** Whether the service should receive traffic. Thread-safe. */
public final class Readiness {
  private volatile boolean ready;
  private boolean over;

  /** The service is warmed up and listening. Has no effect once it shuts down. */
  public synchronized void ready() {
    ready = !over;
  }

  /** The service is shutting down. */
  public synchronized void notReady() {
    over = true;
    ready = false;
  }

  boolean isReady() {
    return ready;
  }
}
