package io.tributary.support;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much of the machine other processes use. An event loop that is late on a machine that others
 * keep busy was not blocked by our code. Thread-safe.
 */
final class OtherLoad {
  /** Of all cores; a few background processes stay below it. */
  private static final double BUSY = 0.15;

  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private OtherLoad() {}

  /** Whether others kept the machine busy since the last call; unknown counts as no. */
  static boolean busySinceLastAsked() {
    double all = SYSTEM.getCpuLoad();
    double own = SYSTEM.getProcessCpuLoad();
    return all >= 0 && own >= 0 && all - own > BUSY;
  }
}
