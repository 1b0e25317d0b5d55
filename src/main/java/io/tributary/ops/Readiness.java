package io.tributary.ops;

/** Whether traffic should come here. Thread-safe. */
public final class Readiness {
  private volatile boolean ready;

  /** Warmed up and listening. */
  public void ready() {
    ready = true;
  }

  /** Going away. */
  public void notReady() {
    ready = false;
  }

  boolean isReady() {
    return ready;
  }
}
