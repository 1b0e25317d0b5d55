package io.tributary.scope;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes that all requests together hold: what was read from backends and not yet written
 * to clients. Thread-safe.
 */
public final class ByteBudget {
  /** From this share on, the budget is scarce. */
  private static final double SCARCE = 0.75;

  /** A budget without a limit. */
  public static final ByteBudget UNLIMITED = new ByteBudget(Long.MAX_VALUE);

  private final long max;
  private final AtomicLong used = new AtomicLong();

  /** Creates a budget of this many bytes. */
  public ByteBudget(long max) {
    this.max = max;
  }

  /** Opens the account of one request. */
  public ByteAccount open() {
    return new ByteAccount(this);
  }

  /** Takes bytes, unless that many are not left. */
  boolean take(long bytes) {
    long before = used.get();
    while (bytes <= max - before) {
      long seen = used.compareAndExchange(before, before + bytes);
      if (seen == before) {
        return true;
      }
      before = seen;
    }
    return false;
  }

  void give(long bytes) {
    used.addAndGet(-bytes);
  }

  /** Whether nothing is left. */
  public boolean spent() {
    return used.get() >= max;
  }

  /** Whether so little is left that clients who do not read must give back what they hold. */
  public boolean scarce() {
    return used.get() >= max * SCARCE;
  }

  /** The bytes in use. */
  public long used() {
    return used.get();
  }
}
