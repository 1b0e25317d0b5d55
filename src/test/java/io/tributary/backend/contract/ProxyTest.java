package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.config.BackendConfig;
import io.tributary.config.ProxyConfig;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeDns;
import io.tributary.support.FakeProxy;
import java.net.URI;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend is called through its proxy, which alone needs to know where it is. */
@EveryTransport
class ProxyTest {
  @RegisterExtension final Wire wire;

  ProxyTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @ParameterizedTest
  @EnumSource
  void callsTheBackendByItsNameOnOneConnection(ProxyConfig.Type type) {
    FakeProxy proxy = proxy(type);
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    URI url = backend.url(name());
    Wire.Pipe pipe = wire.pipe(behind(proxy.settings(), url));
    Faults.nextCallsAreFine(pipe);
    assertThat(proxy.targets()).containsExactly(name() + ":" + url.getPort());
    assertThat(proxy.connections()).isEqualTo(1);
    assertThat(backend.connections()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheBackendItsOwnName(ProxyConfig.Type type) {
    FakeProxy proxy = proxy(type);
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    URI url = backend.url(name());
    assertThat(wire.pipe(behind(proxy.settings(), url)).body("/a")).isEqualTo(Wire.own("/a"));
    assertThat(backend.heads().getFirst())
        .startsWith("GET /a HTTP/1.1\r\n")
        .containsIgnoringCase("\r\nhost: " + url.getAuthority() + "\r\n");
  }

  @ParameterizedTest
  @EnumSource
  void aFaultOfTheBackendHurtsOneCall(ProxyConfig.Type type) {
    FakeProxy proxy = proxy(type);
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::closeConnection);
    Wire.Pipe pipe = wire.pipe(behind(proxy.settings(), backend.url(name())));
    assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
    assertThat(pipe.failure("/bad").reason()).isEqualTo(Reason.UNREACHABLE);
    Faults.nextCallsAreFine(pipe);
  }

  @ParameterizedTest
  @EnumSource
  void findsTheProxyByItsName(ProxyConfig.Type type) {
    FakeDns dns = FakeDns.start(wire.vertx());
    dns.set("proxy.test", 60, "127.0.0.9", "127.0.0.1"); // nothing listens at the first
    wire.dns(dns);
    FakeProxy proxy = proxy(type);
    FakeBackend backend = wire.faulty(FakeBackend.Exchange::close);
    ProxyConfig named = new ProxyConfig(type, "proxy.test", proxy.settings().port());
    Faults.nextCallsAreFine(wire.pipe(behind(named, backend.url(name()))));
    assertThat(dns.queries()).allMatch(query -> query.contains("proxy.test"));
    assertThat(proxy.connections()).isEqualTo(1);
  }

  private FakeProxy proxy(ProxyConfig.Type type) {
    assumeFalse(type == ProxyConfig.Type.HTTP && wire.differs(Difference.CANNOT_USE_HTTP_PROXIES));
    return FakeProxy.start(wire.vertx(), type);
  }

  private BackendConfig behind(ProxyConfig proxy, URI url) {
    return wire.at(url).proxy(proxy).build();
  }

  /** One that this side could not resolve, unless its certificate needs another. */
  private String name() {
    return wire.differs(Difference.SPEAKS_TLS) ? "localhost" : "backend.test";
  }
}
