package io.tributary.backend.address;

import io.tributary.scope.Clock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Orders the addresses of one host by experience. The address of the last successful connection
 * comes first. Addresses that failed recently come last, the oldest failure first. Confined to its
 * event loop.
 */
final class AddressOrder {
  /** How long a failure counts against an address. */
  static final Duration FAILURE_MEMORY = Duration.ofSeconds(10);

  private final Clock clock;
  private final Map<InetAddress, Long> failedAt = new HashMap<>();
  private @Nullable InetAddress worked;

  AddressOrder(Clock clock) {
    this.clock = clock;
  }

  /**
   * Returns the addresses in the order in which to try them. Addresses without a history keep their
   * order.
   */
  List<InetAddress> of(List<InetAddress> resolved) {
    long oldest = clock.nanoTime() - FAILURE_MEMORY.toNanos();
    failedAt.values().removeIf(at -> at - oldest <= 0);
    List<InetAddress> order = new ArrayList<>(resolved);
    order.sort(Comparator.comparingLong(address -> rank(address, oldest)));
    return order;
  }

  private long rank(InetAddress address, long oldest) {
    if (address.equals(worked)) {
      return -1;
    }
    Long failed = failedAt.get(address);
    return failed == null ? 0 : failed - oldest;
  }

  /** Records a successful connection. */
  void worked(InetAddress address) {
    worked = address;
    failedAt.remove(address);
  }

  /** Records a failed connection attempt. */
  void failed(InetAddress address) {
    failedAt.put(address, clock.nanoTime());
    if (address.equals(worked)) {
      worked = null;
    }
  }
}
