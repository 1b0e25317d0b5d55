package io.tributary.backend.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** Tells addresses that are written out from names. */
public final class IpLiteral {
  private IpLiteral() {}

  /**
   * The address that the host is: four decimal numbers, or IPv6 with or without brackets (RFC 3986,
   * 3.2.2). Empty for a name.
   */
  public static Optional<InetAddress> parse(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(bare));
  }
}
