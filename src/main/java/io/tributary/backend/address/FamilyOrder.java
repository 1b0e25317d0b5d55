package io.tributary.backend.address;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The order in which a host's addresses are tried: IPv6 and IPv4 in turn, IPv6 first, each family
 * in the order in which it came (RFC 8305, section 4). So one dead family costs one attempt.
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
