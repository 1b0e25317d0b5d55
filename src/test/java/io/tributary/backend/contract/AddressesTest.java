package io.tributary.backend.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.netty.handler.codec.dns.DnsResponseCode;
import io.tributary.aggregate.Reason;
import io.tributary.support.FakeBackend;
import io.tributary.support.FakeDns;
import io.tributary.support.FullBacklog;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A backend is reached if any address of its name answers. */
@EveryHttp1Transport
class AddressesTest {
  @RegisterExtension final Wire wire;

  private FakeDns dns;

  AddressesTest(TransportUnderTest transport) {
    wire = new Wire(transport);
  }

  @BeforeEach
  void startDns() {
    dns = FakeDns.start(wire.vertx());
    wire.dns(dns);
  }

  @Test
  @DisplayName("C3: an address that refuses, and one that answers")
  void anotherAddressAnswersWhenOneRefuses() {
    dns.set("b.test", 60, "127.0.0.9", "127.0.0.1");
    FakeBackend backend = listening("127.0.0.1");
    answers(backend.url("b.test"));
  }

  @Test
  @DisplayName("C3: a dead AAAA and a live A")
  void anIpv4AddressAnswersWhenTheIpv6OneRefuses() {
    dns.set("b.test", 60, "127.0.0.1", "::1");
    answers(listening("127.0.0.1").url("b.test"));
  }

  @Test
  @DisplayName("C3: a dead A and a live AAAA")
  void anIpv6AddressAnswersWhenTheIpv4OneRefuses() {
    assumeIpv6();
    dns.set("b.test", 60, "127.0.0.9", "::1");
    answers(listening("::1").url("b.test"));
  }

  @Test
  @DisplayName("C3, fault 159: localhost on IPv6 only")
  void localhostIsFoundOnIpv6() {
    assumeIpv6();
    answers(listening("::1").url("localhost"));
  }

  @Test
  void localhostIsFoundOnIpv4() {
    answers(listening("127.0.0.1").url("localhost"));
    assertThat(dns.queries()).isEmpty();
  }

  @Test
  void anotherAddressAnswersInTimeWhenOneSwallowsConnections() throws IOException {
    dns.set("b.test", 60, "127.0.0.9", "127.0.0.1");
    FakeBackend backend = listening("127.0.0.1");
    URI url = backend.url("b.test");
    try (var _ = new FullBacklog(InetAddress.ofLiteral("127.0.0.9"), url.getPort())) {
      Wire.Pipe pipe = wire.pipe(wire.at(url).build());
      long start = System.nanoTime();
      assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(240), Wire.LONG);
      Faults.nextCallsAreFine(pipe);
    }
  }

  @Test
  void aNameWithoutALiveAddressIsUnreachableBeforeTheDeadline() {
    int port = listening("127.0.0.1").url().getPort();
    dns.set("b.test", 60, "127.0.0.9", "127.0.0.10", "127.0.0.11");
    Wire.Pipe pipe = wire.pipe(wire.at(URI.create("http://b.test:" + port)).build());
    long start = System.nanoTime();
    for (int i = 0; i < 3; i++) {
      assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Wire.LONG);
  }

  @Test
  @DisplayName("fault 159: an address that has moved")
  void aNewAddressIsUsedWhenTheRecordsAreTooOld() {
    FakeBackend backend = listening("127.0.0.1");
    dns.set("b.test", 1, "127.0.0.9");
    Wire.Pipe pipe = wire.pipe(wire.at(backend.url("b.test")).build());
    assertThat(pipe.failure("/a").reason()).isEqualTo(Reason.UNREACHABLE);
    dns.set("b.test", 1, "127.0.0.1");
    Faults.eventually(() -> Settled.of(pipe.start("/a", Wire.LONG)).equals(Wire.own("/a")));
  }

  @Test
  @DisplayName("fault 159: NXDOMAIN")
  void aNameThatDnsDoesNotKnowIsUnreachable() {
    dns.fail("failing.test", DnsResponseCode.SERVFAIL);
    dns.ignore("silent.test");
    for (String name : List.of("unknown.test", "failing.test", "silent.test")) {
      Wire.Pipe pipe = wire.pipe(wire.at(URI.create("http://" + name + ":80")).build());
      assertThat(pipe.failure("/a"))
          .hasMessage("the backend's host name cannot be resolved")
          .returns(Reason.UNREACHABLE, failed -> failed.reason());
    }
  }

  @Test
  @DisplayName("fault 159: a DNS server that is silent")
  void aNameThatDnsIsSilentAboutTimesOutAtTheDeadline() {
    dns.ignore("silent.test");
    Wire.Pipe pipe = wire.pipe(wire.at(URI.create("http://silent.test:80")).build());
    assertThat(pipe.failure("/a", Wire.SHORT).reason()).isEqualTo(Reason.TIMEOUT);
  }

  private void answers(URI url) {
    Wire.Pipe pipe = wire.pipe(wire.at(url).build());
    assertThat(pipe.body("/a")).isEqualTo(Wire.own("/a"));
    Faults.nextCallsAreFine(pipe);
  }

  private FakeBackend listening(String address) {
    return FakeBackend.start(
        wire.vertx(),
        address,
        exchange -> exchange.answer(Wire.own(exchange.head().split(" ", 3)[1])));
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
