package io.tributary.http.admission;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The upper limit of the requests in flight, over all event loops, and the sum of the limits of
 * each. Thread-safe.
 */
public final class AdmissionLimit {
  private final int max;
  private final Semaphore free;
  private final AtomicInteger places = new AtomicInteger();
  private final AtomicInteger overloaded = new AtomicInteger();

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

  /** The limit of one event loop has grown by so many places, or shrunk. */
  void grown(int morePlaces) {
    places.addAndGet(morePlaces);
  }

  /** The requests that may be in flight at present. */
  public int places() {
    return Math.min(max, places.get());
  }

  /** Requests wait for admission on one more event loop, or on one fewer. */
  void waiting(boolean begins) {
    overloaded.addAndGet(begins ? 1 : -1);
  }

  /** Whether requests wait for admission on some event loop. */
  public boolean overloaded() {
    return overloaded.get() > 0;
  }

  /** The number of requests in flight. */
  public int inFlight() {
    return max - free.availablePermits();
  }
}
