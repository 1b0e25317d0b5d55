package io.tributary.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FamilyOrderTest {
  @Test
  void takesTheFamiliesInTurnIpv6First() {
    assertThat(interleaved("192.0.2.1", "192.0.2.2", "2001:db8::1", "2001:db8::2"))
        .isEqualTo(addresses("2001:db8::1", "192.0.2.1", "2001:db8::2", "192.0.2.2"));
  }

  @Test
  void appendsWhatOneFamilyHasMoreOf() {
    assertThat(interleaved("2001:db8::1", "192.0.2.3", "192.0.2.1", "192.0.2.2"))
        .isEqualTo(addresses("2001:db8::1", "192.0.2.3", "192.0.2.1", "192.0.2.2"));
    assertThat(interleaved("2001:db8::2", "2001:db8::1", "192.0.2.1"))
        .isEqualTo(addresses("2001:db8::2", "192.0.2.1", "2001:db8::1"));
  }

  @Test
  void keepsTheOrderOfOneFamily() {
    assertThat(interleaved("192.0.2.2", "192.0.2.1"))
        .isEqualTo(addresses("192.0.2.2", "192.0.2.1"));
  }

  private static List<InetAddress> interleaved(String... literals) {
    return FamilyOrder.interleave(addresses(literals));
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
