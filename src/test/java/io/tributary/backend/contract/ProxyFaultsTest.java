package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.TransportUnderTest.Difference;
import io.tributary.config.ProxyConfig;
import io.tributary.support.BackendSettings;
import io.tributary.support.DeadPort;
import io.tributary.support.FakeProxy;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a proxy does, its backend is unreachable or too slow, and nothing hangs. */
@EveryTransport
class ProxyFaultsTest {
  private static final int CALLS = 4; // more than there are connections in the making

  @RegisterExtension final Wire wire;

  ProxyFaultsTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @ParameterizedTest
  @ValueSource(strings = {"407 Proxy Authentication Required", "502 Bad Gateway", "403 Forbidden"})
  void aRefusedTunnelIsUnreachable(String status) {
    assumeFalse(wire.differs(Difference.SENDS_REQUESTS_TO_HTTP_PROXIES));
    FakeProxy proxy = answering(ProxyConfig.Type.HTTP, refusal(status));
    isUnreachable(proxy, "the proxy did not connect to the backend");
  }

  @Test
  void aProxyThatWantsAPasswordIsToldFromTheBackend() {
    assumeFalse(wire.differs(Difference.CANNOT_USE_HTTP_PROXIES));
    FakeProxy proxy =
        answering(ProxyConfig.Type.HTTP, refusal("407 Proxy Authentication Required"));
    assertThat(pipe(proxy.settings()).failure("/a"))
        .returns(Reason.UNREACHABLE, CallFailedException::reason)
        .hasMessageStartingWith("the proxy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "05ff", // no acceptable method
        "0502", // a password is wanted
        "050005010001000000000000", // general failure
        "050005020001000000000000", // not allowed
        "050005040001000000000000", // host unreachable
        "050005050001000000000000" // refused
      })
  void aRefusalOfSocksIsUnreachable(String hex) {

    Buffer bytes = Buffer.buffer(HexFormat.of().parseHex(hex));
    isUnreachable(
        FakeProxy.answering(wire.vertx(), ProxyConfig.Type.SOCKS5, bytes),
        "the proxy did not connect to the backend");
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatIsDownIsUnreachable(ProxyConfig.Type type) throws IOException {
    try (DeadPort dead = new DeadPort()) {
      Wire.Pipe pipe = pipe(new ProxyConfig(type, "127.0.0.1", dead.url().getPort()));
      for (int i = 0; i < CALLS; i++) {
        assertThat(pipe.failure("/a"))
            .returns(Reason.UNREACHABLE, CallFailedException::reason)
            .hasMessage("cannot connect to the proxy");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyWithoutAnAddressIsUnreachable(ProxyConfig.Type type) {
    assertThat(pipe(new ProxyConfig(type, "nobody.invalid", 80)).failure("/a"))
        .returns(Reason.UNREACHABLE, CallFailedException::reason)
        .hasMessage("the proxy's name could not be resolved");
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatHangsIsTooSlow(ProxyConfig.Type type) {
    endsAtItsDeadline(FakeProxy.answering(wire.vertx(), type, Buffer.buffer()));
  }

  @Test
  void aProxyThatHangsInItsReplyIsTooSlow() {
    assumeFalse(wire.differs(Difference.CANNOT_USE_HTTP_PROXIES));
    endsAtItsDeadline(answering(ProxyConfig.Type.HTTP, "HTTP/1.1 200 Conn"));
  }

  @Test
  void aSocksProxyThatHangsInItsReplyIsTooSlow() {
    endsAtItsDeadline(
        FakeProxy.answering(wire.vertx(), ProxyConfig.Type.SOCKS5, Buffer.buffer(new byte[] {5})));
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatClosesIsUnreachable(ProxyConfig.Type type) {
    FakeProxy proxy = FakeProxy.closing(wire.vertx(), type);
    assertThat(pipe(proxy.settings()).failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
    Faults.eventually(() -> proxy.open() == 0);
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatSpeaksAnotherProtocolIsUnreachableOrTooSlow(ProxyConfig.Type type) {
    for (String garbage :
        new String[] {"SSH-2.0-x\r\n\r\n", "\0\1\2\3\4\5\6\7\b", "HTTP/1.1 x\r\n"}) {
      Wire.Pipe pipe = pipe(answering(type, garbage).settings());
      for (int i = 0; i < CALLS; i++) {
        assertThat(pipe.settled("/a")).as(garbage).isIn("unreachable", "timeout");
      }
    }
  }

  private void isUnreachable(FakeProxy proxy, String message) {
    Wire.Pipe pipe = pipe(proxy.settings());
    for (int i = 0; i < CALLS; i++) {
      assertThat(pipe.failure("/a"))
          .returns(Reason.UNREACHABLE, CallFailedException::reason)
          .hasMessage(message);
    }
    Faults.eventually(() -> proxy.open() == 0);
  }

  private void endsAtItsDeadline(FakeProxy proxy) {
    Wire.Pipe pipe = wire.pipe(through(proxy.settings()).timeout(Wire.SHORT).build(), Wire.SHORT);
    for (int i = 0; i < CALLS; i++) {
      long start = System.nanoTime();
      assertThat(pipe.failure("/a", Wire.SHORT).reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Wire.SHORT.minusMillis(1), Wire.LONG);
    }
    Faults.eventually(() -> proxy.open() == 0);
  }

  private FakeProxy answering(ProxyConfig.Type type, String text) {
    return FakeProxy.answering(wire.vertx(), type, Buffer.buffer(text));
  }

  private static String refusal(String status) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n";
  }

  private Wire.Pipe pipe(ProxyConfig proxy) {
    return wire.pipe(through(proxy).build());
  }

  private BackendSettings through(ProxyConfig proxy) {
    String scheme = wire.differs(Difference.SPEAKS_TLS) ? "https" : "http";
    return wire.at(URI.create(scheme + "://backend.test:8080")).proxy(proxy);
  }
}
