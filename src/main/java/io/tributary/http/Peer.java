package io.tributary.http;

import io.netty.util.NetUtil;
import io.tributary.aggregate.Client;
import io.tributary.config.AddressLiteral;
import io.tributary.config.Cidr;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The remote end of a connection. Immutable.
 *
 * @param address IPv4, or IPv6 in the form of RFC 5952 without a zone; IPv4 for an IPv4-mapped IPv6
 *     address; {@code unknown} if there is none
 * @param scheme {@code https} if the connection uses TLS, otherwise {@code http}
 * @param claims reads the trusted headers about the hops before this peer
 */
public record Peer(String address, String scheme, Function<MultiMap, Client.Via> claims) {
  /** The peer of this connection. It is trusted if its address is in one of the blocks. */
  public static Peer of(HttpConnection connection, List<Cidr> trusted) {
    return of(connection.remoteAddress(), connection.isSsl() ? "https" : "http", trusted);
  }

  /** The peer at this address. It is trusted if the address is in one of the blocks. */
  static Peer of(@Nullable SocketAddress socket, String scheme, List<Cidr> trusted) {
    return Optional.ofNullable(socket)
        .map(SocketAddress::hostAddress)
        .map(Peer::withoutZone)
        .flatMap(AddressLiteral::parse)
        .map(
            address -> new Peer(NetUtil.toAddressString(address), scheme, claims(address, trusted)))
        .orElseGet(() -> new Peer("unknown", scheme, Peer::noClaims));
  }

  /** Whether it is on this machine. */
  public boolean isLoopback() {
    return AddressLiteral.parse(address).filter(InetAddress::isLoopbackAddress).isPresent();
  }

  private static Function<MultiMap, Client.Via> claims(InetAddress address, List<Cidr> trusted) {
    boolean isTrusted = trusted.stream().anyMatch(block -> block.contains(address));
    return isTrusted ? ProxyHeaders::claims : Peer::noClaims;
  }

  private static Client.Via noClaims(MultiMap headers) {
    return Client.Via.NOTHING;
  }

  private static String withoutZone(String address) {
    int zone = address.indexOf('%');
    return zone < 0 ? address : address.substring(0, zone);
  }
}
