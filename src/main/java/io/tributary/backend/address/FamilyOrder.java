package io.tributary.backend.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Interleaves a host's addresses: IPv6 and IPv4 in turn, IPv6 first, each family in its given order
 * (RFC 8305, section 4). An unreachable family then costs one attempt. Stateless.
 */
final class FamilyOrder {
  private FamilyOrder() {}

  static List<InetAddress> interleave(List<InetAddress> addresses) {
    if (addresses.size() == 1) {
      return addresses;
    }
    Deque<InetAddress> six = new ArrayDeque<>();
    Deque<InetAddress> four = new ArrayDeque<>();
    addresses.forEach(address -> (address instanceof Inet6Address ? six : four).add(address));
    List<InetAddress> order = new ArrayList<>(addresses.size());
    while (!six.isEmpty() && !four.isEmpty()) {
      order.add(six.remove());
      order.add(four.remove());
    }
    order.addAll(six);
    order.addAll(four);
    return order;
  }
}
