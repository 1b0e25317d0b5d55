package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.Origin;
import io.tributary.config.ProxyConfig;
import io.tributary.support.Certificate;
import io.tributary.support.FakeProxy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS is spoken with the backend, through a tunnel that its proxy makes. */
@EveryHttp1Transport
class ProxyTlsTest {
  @RegisterExtension final Wire wire;

  private final List<String> names = new CopyOnWriteArrayList<>();

  ProxyTlsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @ParameterizedTest
  @EnumSource
  void asksForTheBackendsNameAndVerifiesIt(ProxyConfig.Type type, @TempDir Path folder)
      throws Exception {
    Certificate certificate = Certificate.of("backend.test", folder);
    FakeProxy proxy = FakeProxy.start(wire.vertx(), type);
    int port = SniServer.start(wire.vertx(), names, certificate);
    Wire.Pipe pipe = pipe(proxy, port, certificate);
    assertThat(pipe.body("/a")).isEqualTo("[]");
    assertThat(pipe.body("/b")).isEqualTo("[]");
    assertThat(proxy.targets()).containsExactly("backend.test:" + port);
    assertThat(names).containsExactly("backend.test");
  }

  @ParameterizedTest
  @EnumSource
  void isNotAnsweredByAnotherName(ProxyConfig.Type type, @TempDir Path folder) throws Exception {
    Certificate other = Certificate.of("elsewhere.test", folder);
    FakeProxy proxy = FakeProxy.start(wire.vertx(), type);
    assertThat(pipe(proxy, SniServer.start(wire.vertx(), names, other), other).failure("/a"))
        .hasMessage("the TLS connection to the backend failed");
    Faults.eventually(() -> proxy.open() == 0);
  }

  private Wire.Pipe pipe(FakeProxy proxy, int port, Certificate trusted) {
    return wire.pipe(
        wire.at(new Origin(Origin.Scheme.HTTPS, "backend.test", port))
            .tls(trusted.trusted())
            .proxy(proxy.settings())
            .build());
  }
}
