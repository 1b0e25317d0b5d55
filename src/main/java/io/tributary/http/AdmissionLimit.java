package io.tributary.http;

import java.util.concurrent.Semaphore;

/**
 * Limits the number of requests in flight. Further requests are rejected before any work is done.
 * Thread-safe.
 */
public final class AdmissionLimit {
  private final int max;
  private final Semaphore free;

  /** Admits at most this many requests at the same time. */
  public AdmissionLimit(int max) {
    this.max = max;
    this.free = new Semaphore(max);
  }

  /**
   * Returns whether the request is admitted. An admitted request must {@link #leave} exactly once.
   */
  boolean tryEnter() {
    return free.tryAcquire();
  }

  void leave() {
    free.release();
  }

  /** The number of requests in flight. */
  public int inFlight() {
    return max - free.availablePermits();
  }
}
