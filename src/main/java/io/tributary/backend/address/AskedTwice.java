package io.tributary.backend.address;

import io.netty.resolver.dns.DnsServerAddressStream;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import java.net.InetSocketAddress;

/**
 * DNS servers that are asked a second time if none of them responds. Netty asks each server once,
 * so with a single one a lost datagram would be a name that cannot be resolved. Thread-safe if the
 * servers' provider is.
 *
 * @param servers those to ask
 */
record AskedTwice(DnsServerAddressStreamProvider servers)
    implements DnsServerAddressStreamProvider {

  @Override
  public DnsServerAddressStream nameServerAddressStream(String host) {
    return new Twice(servers.nameServerAddressStream(host));
  }

  /** A stream begins again after its last server, so twice its size asks each of them twice. */
  private record Twice(DnsServerAddressStream once) implements DnsServerAddressStream {
    @Override
    public InetSocketAddress next() {
      return once.next();
    }

    @Override
    public int size() {
      return 2 * once.size();
    }

    @Override
    public DnsServerAddressStream duplicate() {
      return new Twice(once.duplicate());
    }
  }
}
