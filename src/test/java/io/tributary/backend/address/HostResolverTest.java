package io.tributary.backend.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.tributary.support.Eventually;
import io.tributary.support.FakeDns;
import io.tributary.support.Patience;
import io.tributary.support.TestVertx;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Over a DNS server on loopback; the time is real, because TTLs are Netty's. */
class HostResolverTest {
  /** Less than a query whose answer is lost takes. */
  private static final Duration LOST_QUERY = Duration.ofMillis(900);

  private static final Duration LIMIT = Patience.HANG;

  /** Minds no blocked loop: the first lookup of a JVM loads classes. */
  private final Vertx vertx = TestVertx.create(Patience.HANG.toMillis());

  private final Context loop = vertx.getOrCreateContext();
  private final FakeDns dns = FakeDns.start(vertx);
  private final HostResolver hosts =
      onLoop(() -> Future.succeededFuture(HostResolver.of(vertx, dns.address())));

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  @Test
  void findsTheAddressesOfBothFamilies() {
    dns.set("b.test", 60, "192.0.2.1", "192.0.2.2", "2001:db8::1");
    awaitAddresses("b.test", "2001:db8::1", "192.0.2.1", "192.0.2.2");
  }

  @Test
  @DisplayName("fault 159: one family only")
  void findsANameThatHasOneFamilyOnly() {
    dns.set("four.test", 60, "192.0.2.1");
    dns.set("six.test", 60, "2001:db8::1");
    assertThat(resolve("four.test")).isEqualTo(addresses("192.0.2.1"));
    assertThat(resolve("six.test")).isEqualTo(addresses("2001:db8::1"));
  }

  @Test
  @DisplayName("C13: a host name with an underscore")
  void findsANameWithAnUnderscore() {
    dns.set("users_api.test", 60, "192.0.2.1");
    assertThat(resolve("users_api.test")).isEqualTo(addresses("192.0.2.1"));
  }

  @Test
  void givesAddressesWithoutTheirName() {
    dns.set("b.test", 60, "192.0.2.1");
    assertThat(resolve("b.test").getFirst()).hasToString("/192.0.2.1");
  }

  @Test
  void asksOnceForAsLongAsTheRecordsSay() {
    dns.set("b.test", 60, "192.0.2.1", "2001:db8::1");
    awaitAddresses("b.test", "2001:db8::1", "192.0.2.1");
    for (int i = 0; i < 5; i++) {
      assertThat(resolve("b.test")).hasSize(2);
    }
    assertThat(dns.queries()).containsExactlyInAnyOrder("A b.test", "AAAA b.test");
  }

  @Test
  void asksOnceForLookupsAtTheSameTime() {
    dns.set("b.test", 60, "192.0.2.1", "2001:db8::1");
    List<Object> both =
        onLoop(() -> Future.all(hosts.resolve("b.test"), hosts.resolve("b.test"))).list();
    assertThat(both.get(0)).isSameAs(both.get(1));
    awaitAddresses("b.test", "2001:db8::1", "192.0.2.1");
    assertThat(dns.queries()).containsExactlyInAnyOrder("A b.test", "AAAA b.test");
  }

  @Test
  void asksAgainWhenTheRecordsAreTooOld() {
    String name =
        within(
            Duration.ofSeconds(2),
            host -> {
              dns.set(host, 2, "192.0.2.1");
              assertThat(resolve(host)).isEqualTo(addresses("192.0.2.1"));
              dns.set(host, 2, "192.0.2.2");
              return resolve(host).equals(addresses("192.0.2.1"));
            });
    awaitAddresses(name, "192.0.2.2");
  }

  @Test
  @DisplayName("fault 159: NXDOMAIN")
  void remembersForASecondThatThereIsNoSuchName() {
    String name =
        within(
            Duration.ofSeconds(1),
            host -> {
              assertUnknown(host);
              dns.set(host, 60, "192.0.2.1");
              return !isKnown(host);
            });
    assertThat(Eventually.holds(LIMIT, () -> isKnown(name))).isLessThan(LIMIT);
  }

  private boolean isKnown(String host) {
    return onLoop(() -> hosts.resolve(host).map(true).otherwise(false));
  }

  /**
   * The name for which that was true, which is so for a time only; on a busy machine not the first.
   */
  private static String within(Duration time, Predicate<String> check) {
    for (int i = 0; i < 20; i++) {
      String name = "b" + i + ".test";
      long start = System.nanoTime();
      boolean held;
      try {
        held = check.test(name);
      } catch (CompletionException | AssertionError failed) {
        if (System.nanoTime() - start < time.toNanos()) {
          throw failed;
        }
        continue;
      }
      if (System.nanoTime() - start < time.toNanos()) {
        assertThat(held).as(name).isTrue();
        return name;
      }
    }
    throw new AssertionError("never within " + time);
  }

  @Test
  @DisplayName("fault 159: SERVFAIL, or no response")
  void aServerThatFailsOrDoesNotAnswerKnowsNoName() {
    dns.fail("failing.test", DnsResponseCode.SERVFAIL);
    dns.ignore("silent.test");
    assertUnknown("failing.test");
    long start = System.nanoTime();
    assertUnknown("silent.test");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(LOST_QUERY, LIMIT);
  }

  @Test
  @DisplayName("fault 159: queries that are lost")
  void doesNotWaitForAFamilyWhoseQueriesAreLost() {
    dns.ignoreIpv6();
    Duration fastest = LIMIT; // of some, since a busy machine may make any of them late
    for (int i = 0; i < 5 && fastest.compareTo(LOST_QUERY) >= 0; i++) {
      String name = "b" + i + ".test";
      dns.set(name, 60, "192.0.2.1", "2001:db8::1");
      long start = System.nanoTime();
      assertThat(resolve(name)).isEqualTo(addresses("192.0.2.1"));
      fastest = Duration.ofNanos(System.nanoTime() - start);
      assertThat(dns.queries()).contains("A " + name, "AAAA " + name);
    }
    assertThat(fastest).isLessThan(LOST_QUERY);
  }

  @Test
  @DisplayName("fault 159: queries that are lost are sent once more")
  void asksOnceMoreWhenAResponseIsLost() {
    String name =
        within(
            Duration.ofSeconds(2),
            host -> {
              dns.set(host, 60, "192.0.2.1");
              dns.lose(2);
              return resolve(host).equals(addresses("192.0.2.1"));
            });
    assertThat(queries(name, "A")).isEqualTo(2);
  }

  @Test
  void asksNothingMoreWhileAResponseIsLate() {
    String name =
        within(
            LOST_QUERY,
            host -> {
              dns.hold(DnsRecordType.A);
              dns.set(host, 60, "192.0.2.1");
              Future<Resolved> found = startOnLoop(() -> hosts.resolve(host));
              sleep(Duration.ofMillis(500)); // long enough to look five times for what there is
              dns.release();
              return TestVertx.await(found).addresses().equals(addresses("192.0.2.1"));
            });
    assertThat(queries(name, "AAAA")).isEqualTo(1);
    assertThat(queries(name, "A")).isEqualTo(1);
  }

  private long queries(String host, String type) {
    return dns.queries().stream().filter((type + " " + host)::equals).count();
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  @DisplayName("fault 159: responses that are late")
  void aFamilyWhoseResponseIsLateFollows() {
    String name = within(LOST_QUERY, this::lateAddressesFollow);
    assertThat(resolve(name)).isEqualTo(addresses("2001:db8::1", "192.0.2.1"));
  }

  private boolean lateAddressesFollow(String host) {
    dns.hold(DnsRecordType.A);
    dns.set(host, 60, "192.0.2.1", "2001:db8::1");
    Resolved early = onLoop(() -> hosts.resolve(host));
    assertThat(early.addresses()).isEqualTo(addresses("2001:db8::1"));
    boolean shared = onLoop(() -> hosts.resolve(host)).equals(early);
    dns.release();
    return shared && TestVertx.await(early.others()).equals(addresses("192.0.2.1"));
  }

  @Test
  void whatIsNoNameAtAllIsUnknown() {
    assertUnknown("a..test");
    assertUnknown("a".repeat(64) + ".test");
  }

  private List<InetAddress> resolve(String host) {
    return onLoop(() -> hosts.resolve(host)).addresses();
  }

  private void assertUnknown(String host) {
    assertThatThrownBy(() -> resolve(host)).hasCauseInstanceOf(UnknownHostException.class);
  }

  /** One family may be so late that the first lookups do without it. */
  private void awaitAddresses(String host, String... literals) {
    assertThat(Eventually.holds(LIMIT, () -> resolve(host).equals(addresses(literals))))
        .isLessThan(LIMIT);
  }

  private <T> T onLoop(Supplier<Future<T>> work) {
    return TestVertx.await(startOnLoop(work));
  }

  private <T> Future<T> startOnLoop(Supplier<Future<T>> work) {
    Promise<T> promise = Promise.promise();
    loop.runOnContext(_ -> work.get().onComplete(promise));
    return promise.future();
  }

  private static List<InetAddress> addresses(String... literals) {
    return Stream.of(literals).map(InetAddress::ofLiteral).toList();
  }
}
