package io.tributary.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownHostsTest {
  private final HostResolver known =
      new KnownHosts(host -> Future.failedFuture(new UnknownHostException(host)));

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "LOCALHOST", "localhost.", "a.localhost", "a.b.Localhost."})
  void localhostIsTheTwoLoopbackAddresses(String name) {
    assertThat(known.resolve(name).result().addresses())
        .isEqualTo(List.of(InetAddress.ofLiteral("::1"), InetAddress.ofLiteral("127.0.0.1")));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "::ffff:192.0.2.1, 192.0.2.1"
  })
  void anIpLiteralIsItsOwnAddress(String host, String address) {
    assertThat(known.resolve(host).result().addresses())
        .isEqualTo(List.of(InetAddress.ofLiteral(address)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b.test", "notlocalhost", "localhost.test", "1.2.3", "a_b", "[a]"})
  void anyOtherNameIsLookedUp(String name) {
    assertThat(known.resolve(name).cause()).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void aLiteralsAddressHasNoName() {
    assertThat(known.resolve("192.0.2.1").result().addresses().getFirst())
        .hasToString("/192.0.2.1");
  }
}
