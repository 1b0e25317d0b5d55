package io.tributary.backend.address;

import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetSocketAddress;

/**
 * Finds all addresses of a host. The resolver of Vert.x returns only the first one of its preferred
 * family. Confined to one event loop: it is called there and its futures settle there.
 */
@FunctionalInterface
public interface HostResolver {
  /**
   * Resolves a host name or an IP literal, with or without brackets.
   *
   * @return the addresses; fails with {@link java.net.UnknownHostException} when there is none
   */
  Future<Resolved> resolve(String host);

  /**
   * Creates the resolver of the current event loop. It uses the platform's settings: the hosts
   * file, then the DNS servers and search domains of {@code resolv.conf}. It is closed with its
   * context.
   */
  static HostResolver of(Vertx vertx) {
    return new KnownHosts(
        new DnsResolver((VertxInternal) vertx, DnsServerAddressStreamProviders.platformDefault()));
  }

  /** Creates a resolver that uses the given DNS server, for tests. */
  static HostResolver of(Vertx vertx, InetSocketAddress dnsServer) {
    return new KnownHosts(
        new DnsResolver(
            (VertxInternal) vertx, new SingletonDnsServerAddressStreamProvider(dnsServer)));
  }
}
