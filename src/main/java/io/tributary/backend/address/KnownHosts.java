package io.tributary.backend.address;

import io.netty.util.NetUtil;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;

/**
 * Resolves hosts that need no lookup and delegates the others to the next resolver. These hosts are
 * IP literals, and {@code localhost} with its subdomains, which are always the loopback addresses
 * (RFC 6761, 6.3). Stateless.
 */
final class KnownHosts implements HostResolver {
  private static final Resolved LOOPBACK =
      Resolved.all(List.of(NetUtil.LOCALHOST6, NetUtil.LOCALHOST4));

  private final HostResolver next;

  KnownHosts(HostResolver next) {
    this.next = next;
  }

  @Override
  public Future<Resolved> resolve(String host) {
    if (isLocalhost(host)) {
      return Future.succeededFuture(LOOPBACK);
    }
    return IpLiteral.parse(host)
        .map(address -> Future.succeededFuture(Resolved.all(List.of(address))))
        .orElseGet(() -> next.resolve(host));
  }

  private static boolean isLocalhost(String host) {
    String name = host.toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) {
      name = name.substring(0, name.length() - 1);
    }
    return name.equals("localhost") || name.endsWith(".localhost");
  }
}
