package io.tributary.support;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * A stopwatch of the calling thread's CPU time. A busy machine lets a thread wait, which does not
 * count. It is started and read by the same thread.
 */
public final class CpuWatch {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final long startNanos = THREADS.getCurrentThreadCpuTime();

  private CpuWatch() {}

  /** Starts it. */
  public static CpuWatch started() {
    return new CpuWatch();
  }

  /** The CPU time since the start. */
  public Duration elapsed() {
    return Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - startNanos);
  }
}
