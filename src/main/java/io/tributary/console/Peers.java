package io.tributary.console;

import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The addresses of a backend that calls of the last minutes were sent to. Not thread-safe. */
final class Peers {
  private static final int MOST = 8;
  private static final long KEPT_SECONDS = 300;

  private final Map<SocketAddress, Long> lastUse = new LinkedHashMap<>();

  void add(SocketAddress peer, long second) {
    if (lastUse.containsKey(peer) || lastUse.size() < MOST) {
      lastUse.put(peer, second);
    } else {
      forgetOld(second);
    }
  }

  /** As text, such as {@code 127.0.0.1:8081} and {@code [::1]:8081}. */
  List<String> all(long second) {
    forgetOld(second);
    return lastUse.keySet().stream().map(Peers::text).toList();
  }

  private void forgetOld(long second) {
    lastUse.values().removeIf(last -> last < second - KEPT_SECONDS);
  }

  static String text(SocketAddress peer) {
    if (!(peer instanceof InetSocketAddress inet) || inet.getAddress() == null) {
      return peer.toString();
    }
    String address = NetUtil.toAddressString(inet.getAddress()); // the short form (RFC 5952)
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + inet.getPort();
  }
}
