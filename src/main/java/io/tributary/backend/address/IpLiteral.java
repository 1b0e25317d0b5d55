package io.tributary.backend.address;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** Distinguishes IP literals from host names. Stateless. */
public final class IpLiteral {
  private IpLiteral() {}

  /**
   * Parses an IPv4 address in dotted decimal, or an IPv6 address with or without brackets (RFC
   * 3986, 3.2.2). Empty for a name.
   */
  public static Optional<InetAddress> parse(String host) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(bare));
  }
}
