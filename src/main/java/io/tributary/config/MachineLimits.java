package io.tributary.config;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the process may use of the machine, and the default limits that follow from it. Immutable.
 *
 * @param heap the largest size of the heap, in bytes
 * @param direct the largest size of direct memory, in bytes
 * @param descriptors the largest number of open files and sockets
 */
public record MachineLimits(long heap, long direct, long descriptors) {
  /** Descriptors for the JVM itself: jars, event loops, listening sockets. */
  private static final int RESERVED_DESCRIPTORS = 100;

  /** What a connection that sends half a head costs at most, rounded up. */
  private static final int BYTES_PER_CONNECTION = 32 * 1024;

  private static final int MOST_CONNECTIONS = 10_000;
  private static final int LEAST_CONNECTIONS = 16;
  private static final long LEAST_BYTES = 1L << 20;

  /** The limits of this process. */
  public static MachineLimits ofThisProcess() {
    long heap = Runtime.getRuntime().maxMemory();
    long direct =
        Long.parseLong(
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption("MaxDirectMemorySize")
                .getValue());
    long descriptors =
        ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
            ? unix.getMaxFileDescriptorCount()
            : Integer.MAX_VALUE;
    return new MachineLimits(heap, direct == 0 ? heap : direct, descriptors);
  }

  /**
   * An eighth of the heap, and at most half of the direct memory. On the heap a large body can take
   * twice its size, because G1 gives it regions of its own.
   */
  public long bytesInFlight() {
    return Math.max(LEAST_BYTES, Math.min(heap / 8, direct / 2));
  }

  /**
   * As many connections of clients as a quarter of the heap can hold, and at most half of the
   * descriptors, because requests need connections to backends too. At most 10,000.
   *
   * @param management the descriptors for connections to the management server
   */
  public int connections(int management) {
    long most = Math.min(heap / 4 / BYTES_PER_CONNECTION, unused(management) / 2);
    return Math.clamp(most, LEAST_CONNECTIONS, MOST_CONNECTIONS);
  }

  /**
   * The most connections of clients that leave a quarter of the descriptors for backends.
   *
   * @param management the descriptors for connections to the management server
   */
  public long mostConnections(int management) {
    return Math.max(LEAST_CONNECTIONS, unused(management) * 3 / 4);
  }

  private long unused(int management) {
    return descriptors - RESERVED_DESCRIPTORS - management;
  }
}
