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
 * What was learned about the addresses of one host: the one that worked last comes first, those
 * that failed come last for a while, the longest ago first. Confined to its event loop.
 */
final class AddressOrder {
  /** How long a failure counts. */
  static final Duration SET_BACK = Duration.ofSeconds(10);

  private final Clock clock;
  private final Map<InetAddress, Long> failedAt = new HashMap<>();
  private @Nullable InetAddress worked;

  AddressOrder(Clock clock) {
    this.clock = clock;
  }

  /** The addresses in the order in which to try them now; what nothing is known of keeps its. */
  List<InetAddress> of(List<InetAddress> resolved) {
    long oldest = clock.nanoTime() - SET_BACK.toNanos();
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

  /** A connection to it was made. */
  void worked(InetAddress address) {
    worked = address;
    failedAt.remove(address);
  }

  /** No connection to it could be made. */
  void failed(InetAddress address) {
    failedAt.put(address, clock.nanoTime());
    if (address.equals(worked)) {
      worked = null;
    }
  }
}
