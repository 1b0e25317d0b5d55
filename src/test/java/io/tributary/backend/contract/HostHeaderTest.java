package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.config.BackendConfig;
import io.tributary.config.Origin;
import io.tributary.config.ProxyConfig;
import io.tributary.config.TlsConfig;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeDns;
import io.tributary.support.FakeProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which host the backend is told: {@code Host}, or {@code :authority} on HTTP/2. */
@EveryTransport
class HostHeaderTest {
  @RegisterExtension final Wire wire;

  HostHeaderTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @Test
  void isTheOrigin() {
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    assertThat(host(backend, wire.at(backend.url()).build()))
        .isEqualTo(backend.url().getAuthority());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shop.test",
        "shop.test:80",
        "shop.test:443",
        "Shop.Test:8080",
        "shop_api.test",
        "192.0.2.7",
        "192.0.2.7:9000",
        "[2001:db8::7]",
        "[2001:db8::7]:9000"
      })
  void isTheConfiguredTextAsItIs(String text) {
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    assertThat(host(backend, wire.at(backend.url()).host(text).build())).isEqualTo(text);
  }

  @Test
  void isTheOriginWhateverNameTheCertificateHas() {
    assumeTrue(wire.differs(Difference.SPEAKS_TLS));
    FakeDns dns = FakeDns.start(wire.vertx());
    dns.set("backend.test", 60, "127.0.0.1");
    wire.dns(dns);
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    URI url = backend.url("backend.test");
    BackendConfig plain = wire.at(url).build();
    BackendConfig named = wire.at(url).tls(named("localhost", plain)).build();
    assertThat(host(backend, named)).isEqualTo(url.getAuthority());
  }

  @Test
  void hasAnIpv6AddressInBrackets() {
    assumeFalse(wire.differs(Difference.SPEAKS_TLS));
    assumeIpv6();
    FakeBackend backend = wire.echoAt("::1");
    int port = backend.url("localhost").getPort();
    BackendConfig config = wire.at(new Origin(Origin.Scheme.HTTP, "::1", port)).build();
    assertThat(host(backend, config)).isEqualTo("[::1]:" + port);
  }

  @Test
  void isTheConfiguredTextBehindATunnel() {
    FakeProxy proxy = FakeProxy.start(wire.vertx(), ProxyConfig.Type.SOCKS5);
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    BackendConfig config = wire.at(backend.url()).proxy(proxy.settings()).host("shop.test").build();
    assertThat(host(backend, config)).isEqualTo("shop.test");
  }

  private String host(FakeBackend backend, BackendConfig config) {
    assertThat(wire.pipe(config).body("/a")).isEqualTo(Wire.own("/a"));
    return backend
        .heads()
        .getFirst()
        .lines()
        .filter(line -> line.regionMatches(true, 0, "host:", 0, 5))
        .map(line -> line.substring(5).strip())
        .reduce((one, other) -> one + " and " + other)
        .orElse("");
  }

  private static TlsConfig named(String name, BackendConfig backend) {
    return new TlsConfig(
        backend.tls().flatMap(TlsConfig::ca),
        Optional.empty(),
        Optional.empty(),
        Optional.of(name));
  }

  private static void assumeIpv6() {
    boolean there;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("::1"))) {
      there = socket.isBound();
    } catch (IOException e) {
      there = false;
    }
    assumeThat(there).as("IPv6 loopback").isTrue();
  }
}
