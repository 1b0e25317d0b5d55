package io.tributary.backend.address;

import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.resolver.dns.SingletonDnsServerAddressStreamProvider;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Finds all addresses of a host, where Vert.x uses the first one of the family it prefers. For one
 * event loop: called there, and the future settles there.
 */
@FunctionalInterface
public interface HostResolver {
  /**
   * Looks up a name; an IP literal, with or without brackets, needs no lookup.
   *
   * @return at least one address, in the order in which they are to be tried; fails with {@link
   *     java.net.UnknownHostException} when there is none
   */
  Future<List<InetAddress>> resolve(String host);

  /**
   * The resolver of the current event loop, which asks what the platform says: its hosts file, then
   * the DNS servers and search domains of {@code resolv.conf}. Closed with the context it is made
   * on.
   */
  static HostResolver of(Vertx vertx) {
    return new KnownHosts(
        new DnsResolver((VertxInternal) vertx, DnsServerAddressStreamProviders.platformDefault()));
  }

  /** The same with a DNS server of a test's. */
  static HostResolver of(Vertx vertx, InetSocketAddress dnsServer) {
    return new KnownHosts(
        new DnsResolver(
            (VertxInternal) vertx, new SingletonDnsServerAddressStreamProvider(dnsServer)));
  }
}
