package io.tributary.transform.jslt;

import com.sun.management.ThreadMXBean;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import java.lang.management.ManagementFactory;

/**
 * Ends a computation that was interrupted or has allocated too much. The computation calls a check
 * at every step of which there can be many. Confined to the thread that made it.
 */
public final class Watch {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Asking for the allocated bytes costs about as much as so many steps. */
  private static final int STEPS_PER_LOOK = 64;

  private final long mostAllocated;
  private int steps;

  /**
   * Watches the computation that the current thread begins now.
   *
   * @param maxAllocation the bytes that it may allocate, whether they are still in use or not
   */
  public Watch(long maxAllocation) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes(); // -1 where the JVM does not count
    this.mostAllocated = allocated < 0 ? Long.MAX_VALUE : allocated + maxAllocation;
  }

  /** Throws if the computation has to end. For steps that allocate little. */
  void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new OverrunException();
    }
    if (++steps % STEPS_PER_LOOK == 0) {
      checkAllocation();
    }
  }

  /** Throws if the computation has allocated too much. For steps that can double a value. */
  void checkAllocation() {
    if (THREADS.getCurrentThreadAllocatedBytes() > mostAllocated) {
      throw new CallFailedException(Reason.TOO_LARGE, "it allocates more memory than allowed");
    }
  }
}
