package io.tributary.http.admission;

import java.util.concurrent.Semaphore;

/** The upper limit of the requests in flight, over all event loops. Thread-safe. */
public final class AdmissionLimit {
  private final int max;
  private final Semaphore free;

  /** Admits at most this many requests at the same time. */
  public AdmissionLimit(int max) {
    this.max = max;
    this.free = new Semaphore(max);
  }

  int max() {
    return max;
  }

  boolean reached() {
    return free.availablePermits() <= 0;
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
