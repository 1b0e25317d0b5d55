package io.tributary.http;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many requests in and no more: the rest is refused before any work is done. Thread-safe.
 */
public final class AdmissionLimit {
  private final int max;
  private final AtomicInteger inside = new AtomicInteger();

  /** At most that many at once. */
  public AdmissionLimit(int max) {
    this.max = max;
  }

  /** Whether the caller is in; if so it must {@link #leave}, once. */
  boolean enter() {
    if (inside.incrementAndGet() > max) {
      inside.decrementAndGet();
      return false;
    }
    return true;
  }

  void leave() {
    inside.decrementAndGet();
  }

  /** Requests in flight. */
  public int inside() {
    return inside.get();
  }
}
