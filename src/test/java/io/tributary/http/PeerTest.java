package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Client.Via;
import io.tributary.config.Cidr;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.SocketAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeerTest {
  private static final byte[] MAPPED = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 10, 0, 0, 1};
  private static final byte[] LINK_LOCAL = {-2, -128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "::1, ::1",
    "::ffff:10.0.0.1, 10.0.0.1"
  })
  void hasAnAddressInItsShortestForm(String address, String shown) {
    assertThat(peer(InetAddress.ofLiteral(address)).address()).isEqualTo(shown);
  }

  @Test
  void isShownAsIpv4WhenItsAddressIsMapped() throws UnknownHostException {
    Peer peer = peer(Inet6Address.getByAddress(null, MAPPED, -1));
    assertThat(peer.address()).isEqualTo("10.0.0.1");
    assertThat(believes(peer)).isTrue();
  }

  @Test
  void isShownWithoutItsZone() throws UnknownHostException {
    assertThat(peer(Inet6Address.getByAddress(null, LINK_LOCAL, 1)).address()).isEqualTo("fe80::1");
  }

  @Test
  void isUnknownWithoutAnAddress() {
    assertThat(Peer.of(null, "http", List.of()).address()).isEqualTo("unknown");
    Peer local = Peer.of(SocketAddress.domainSocketAddress("/run/a.sock"), "http", List.of());
    assertThat(local.address()).isEqualTo("unknown");
    assertThat(believes(local)).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"10.1.2.3, true", "11.1.2.3, false", "2001:db8::5, true", "2001:db9::5, false"})
  void isBelievedWhenInATrustedBlock(String address, boolean believed) {
    assertThat(believes(peer(InetAddress.ofLiteral(address)))).isEqualTo(believed);
  }

  private static Peer peer(InetAddress address) {
    List<Cidr> trusted =
        List.of(Cidr.parse("10.0.0.0/8").orElseThrow(), Cidr.parse("2001:db8::/32").orElseThrow());
    return Peer.of(
        SocketAddress.inetSocketAddress(new InetSocketAddress(address, 1)), "http", trusted);
  }

  private static boolean believes(Peer peer) {
    return !peer.claims()
        .apply(HttpHeaders.headers().add("X-Forwarded-For", "192.0.2.1"))
        .equals(Via.NOTHING);
  }
}
