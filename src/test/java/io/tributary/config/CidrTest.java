package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.1.2, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, ::1, false",
    "10.1.2.3/8, 10.9.9.9, true",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "::/0, 10.0.0.1, false",
    "::1/128, ::1, true",
    "::1, ::2, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::ffff:10.0.0.0/104, 10.1.2.3, true",
    "10.0.0.0/8, ::ffff:10.1.2.3, true"
  })
  void containsTheAddressesOfItsBlock(String block, String address, boolean inside) {
    Cidr cidr = Cidr.parse(block).orElseThrow();
    assertThat(cidr.contains(InetAddress.ofLiteral(address))).isEqualTo(inside);
  }

  @Test
  void takesAnIpv4MappedAddressOfASocketForIpv4() throws UnknownHostException {
    byte[] mapped = new byte[16];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    mapped[12] = 10;
    InetAddress address = Inet6Address.getByAddress("", mapped, -1);
    assertThat(address).isInstanceOf(Inet6Address.class);
    assertThat(Cidr.parse("10.0.0.0/8").orElseThrow().contains(address)).isTrue();
    assertThat(Cidr.parse("::/0").orElseThrow().contains(address)).isFalse();
  }

  @Test
  void isComparedByItsBlock() {
    assertThat(Cidr.parse("10.9.8.7/8")).isEqualTo(Cidr.parse("10.0.0.0/8"));
    assertThat(Cidr.parse("::ffff:10.0.0.0/104")).isEqualTo(Cidr.parse("10.0.0.0/8"));
    assertThat(Cidr.parse("10.0.0.0/8")).isNotEqualTo(Cidr.parse("10.0.0.0/9"));
    assertThat(Cidr.parse("10.9.8.7/8").orElseThrow()).hasToString("10.0.0.0/8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.0/8/8", "10",
        "10.0.0", "010.0.0.1", "256.0.0.1", "localhost", "::1/129", "::1%lo", "[::1]", ":::",
        "::ffff:10.0.0.0/95", "1:2"
      })
  void refusesWhatIsNoBlock(String text) {
    assertThat(Cidr.parse(text)).isEmpty();
  }
}
