package io.tributary.http;

import java.util.concurrent.Semaphore;

/**
 * Lets so many requests in and no more: the rest is refused before any work is done. Thread-safe.
 */
public final class AdmissionLimit {
  private final int max;
  private final Semaphore free;

  /** At most that many at once. */
  public AdmissionLimit(int max) {
    this.max = max;
    this.free = new Semaphore(max);
  }

  /** Whether the request is admitted; if so it must {@link #leave}, once. */
  boolean tryEnter() {
    return free.tryAcquire();
  }

  void leave() {
    free.release();
  }

  /** Requests in flight. */
  public int inFlight() {
    return max - free.availablePermits();
  }
}
