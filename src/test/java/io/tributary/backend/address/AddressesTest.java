package io.tributary.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ConnectTimeoutException;
import io.tributary.config.Origin;
import io.tributary.scope.Cancellation;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Scope;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

/** Which addresses are tried, in which order and for how long; connections are strings here. */
class AddressesTest {
  private static final Duration LONG = Duration.ofSeconds(5);

  private final VirtualClock clock = new VirtualClock();
  private final Cancellation cancellation = new Cancellation();
  private final List<String> tried = new ArrayList<>();
  private final Map<String, Throwable> failing = new HashMap<>();

  @Test
  void aLiteralIsNotLookedUpAndGetsAllTheTime() {
    Addresses addresses =
        at("192.0.2.1", _ -> Future.failedFuture(new AssertionError("looked up")));
    assertThat(connect(addresses, LONG).result()).isEqualTo("192.0.2.1:80");
    assertThat(tried).containsExactly("192.0.2.1:80 5000");
  }

  @Test
  void aLiteralInBracketsIsNotLookedUp() {
    Addresses addresses = at("[2001:db8::1]", _ -> Future.failedFuture(new AssertionError()));
    assertThat(connect(addresses, LONG).succeeded()).isTrue();
    assertThat(tried).containsExactly("2001:db8:0:0:0:0:0:1:80 5000");
  }

  @Test
  void theOnlyAddressGetsAllTheTimeAndSetsNoTimer() {
    assertThat(connect(named("192.0.2.1"), LONG).succeeded()).isTrue();
    assertThat(tried).containsExactly("192.0.2.1:80 5000");
    assertThat(clock.timers()).isZero();
  }

  /** A timer may fire a little before the deadline. */
  @Test
  void anAddressThatHadAllTheTimeIsNotTriedAgain() {
    Promise<String> hanging = Promise.promise();
    Future<String> connected =
        named("192.0.2.1")
            .connect(
                Requests.scope(LONG, clock, cancellation),
                (address, _) -> {
                  tried.add(address.toString());
                  return hanging.future();
                });
    clock.advance(LONG.minusMillis(5));
    hanging.fail(new ConnectTimeoutException("all the time"));
    assertThat(connected.cause()).hasMessage("all the time");
    assertThat(tried).hasSize(1);
  }

  @Test
  void anotherAddressIsTriedAtOnceWhenOneFails() {
    failing.put("192.0.2.1:80", new ConnectException("refused"));
    failing.put("192.0.2.2:80", new NoRouteToHostException());
    Future<String> connected = connect(named("192.0.2.1", "192.0.2.2", "192.0.2.3"), LONG);
    assertThat(connected.result()).isEqualTo("192.0.2.3:80");
    assertThat(tried).containsExactly("192.0.2.1:80 250", "192.0.2.2:80 250", "192.0.2.3:80 5000");
  }

  @Test
  void aShortTimeIsSharedSoThatTheLastAddressGetsSome() {
    failing.put("192.0.2.1:80", new ConnectTimeoutException());
    Future<String> connected = connect(named("192.0.2.1", "192.0.2.2"), Duration.ofMillis(100));
    assertThat(connected.result()).isEqualTo("192.0.2.2:80");
    assertThat(tried).containsExactly("192.0.2.1:80 50", "192.0.2.2:80 25");
  }

  /** It may only need more time than its share, such as for a TLS handshake. */
  @Test
  void oneThatWasSlowGetsTheRestOfTheTimeWhenNoOtherWorks() {
    failing.put("192.0.2.1:80", new ConnectTimeoutException());
    failing.put("192.0.2.2:80", new ConnectException("refused"));
    Future<String> connected = connect(named("192.0.2.1", "192.0.2.2"), LONG);
    assertThat(connected.failed()).isTrue();
    assertThat(tried).hasSize(3);
    assertThat(tried.getFirst()).isEqualTo("192.0.2.1:80 250");
    assertThat(tried.getLast()).startsWith("192.0.2.1:80 4");
  }

  @Test
  void theOneThatWorkedIsTriedFirstNextTime() {
    failing.put("192.0.2.1:80", new ConnectException("refused"));
    Addresses addresses = named("192.0.2.1", "192.0.2.2");
    assertThat(connect(addresses, LONG).succeeded()).isTrue();
    failing.clear();
    clock.advance(Duration.ofMinutes(1));
    tried.clear();
    assertThat(connect(addresses, LONG).succeeded()).isTrue();
    assertThat(tried).containsExactly("192.0.2.2:80 250");
  }

  @Test
  void theLastFailureIsTheResultWhenAllFail() {
    Throwable last = new ConnectException("the last");
    failing.put("192.0.2.1:80", new ConnectException("the first"));
    failing.put("192.0.2.2:80", last);
    assertThat(connect(named("192.0.2.1", "192.0.2.2"), LONG).cause()).isSameAs(last);
  }

  @Test
  void aFailureThatIsNotOfTheConnectingIsTheResult() {
    failing.put("192.0.2.1:80", new SSLHandshakeException("not trusted"));
    assertThat(connect(named("192.0.2.1", "192.0.2.2"), LONG).cause())
        .isInstanceOf(SSLHandshakeException.class);
    assertThat(tried).hasSize(1);
  }

  @Test
  void nothingIsTriedAfterTheDeadline() {
    Addresses addresses = named("192.0.2.1", "192.0.2.2");
    Scope scope = Requests.scope(LONG, clock, cancellation);
    Promise<String> first = Promise.promise();
    Future<String> connected = addresses.connect(scope, (_, _) -> first.future());
    clock.advance(LONG);
    first.fail(new ConnectTimeoutException("the deadline"));
    assertThat(connected.cause()).hasMessage("the deadline");
    assertThat(connect(addresses, Duration.ZERO).cause())
        .isInstanceOf(ConnectTimeoutException.class);
    assertThat(tried).isEmpty();
  }

  @Test
  void nothingIsTriedForACancelledScope() {
    cancellation.cancel();
    assertThat(connect(named("192.0.2.1", "192.0.2.2"), LONG).cause())
        .isInstanceOf(CancelledException.class);
    assertThat(tried).isEmpty();
  }

  @Test
  void cancellingStopsAfterTheAttemptUnderWay() {
    Promise<String> first = Promise.promise();
    Future<String> connected = pending(first);
    cancellation.cancel();
    first.fail(new ConnectException("refused"));
    assertThat(connected.cause()).isInstanceOf(CancelledException.class);
  }

  @Test
  void aConnectionThatIsMadeAfterCancellingIsHandedOver() {
    Promise<String> first = Promise.promise();
    Future<String> connected = pending(first);
    cancellation.cancel();
    first.complete("a connection");
    assertThat(connected.result()).isEqualTo("a connection");
  }

  @Test
  void aNameThatDoesNotResolveFailsWithThat() {
    Addresses addresses = at("b.test", host -> Future.failedFuture(new UnknownHostException(host)));
    assertThat(connect(addresses, LONG).cause()).isInstanceOf(UnknownHostException.class);
  }

  @Test
  void theOtherFamilyIsAwaitedWhenTheFirstRefuses() {
    failing.put("2001:db8:0:0:0:0:0:1:80", new ConnectException("refused"));
    Promise<List<InetAddress>> others = Promise.promise();
    Future<String> connected = connect(early("2001:db8::1", others), LONG);
    assertThat(connected.isComplete()).isFalse();
    others.complete(List.of(InetAddress.ofLiteral("192.0.2.1")));
    assertThat(connected.result()).isEqualTo("192.0.2.1:80");
    assertThat(tried).containsExactly("2001:db8:0:0:0:0:0:1:80 250", "192.0.2.1:80 5000");
  }

  @Test
  void theFailureIsTheResultWhenTheOtherFamilyHasNoAddress() {
    Throwable refused = new ConnectException("refused");
    failing.put("2001:db8:0:0:0:0:0:1:80", refused);
    Promise<List<InetAddress>> others = Promise.promise();
    Future<String> connected = connect(early("2001:db8::1", others), LONG);
    others.complete(List.of());
    assertThat(connected.cause()).isSameAs(refused);
    assertThat(tried).hasSize(1);
  }

  /** A family whose responses are lost must not cost a slow address the time that it needs. */
  @Test
  void aSlowAddressGetsTheRestOfTheTimeWhileTheOtherFamilyIsAwaited() {
    failing.put("192.0.2.1:80", new ConnectTimeoutException());
    Future<String> connected = connect(early("192.0.2.1", Promise.promise()), LONG);
    assertThat(connected.failed()).isTrue();
    assertThat(tried).containsExactly("192.0.2.1:80 250", "192.0.2.1:80 4750");
  }

  @Test
  void nothingIsTriedWhenTheScopeIsCancelledBeforeTheOtherFamilyArrives() {
    failing.put("2001:db8:0:0:0:0:0:1:80", new ConnectException("refused"));
    Promise<List<InetAddress>> others = Promise.promise();
    Future<String> connected = connect(early("2001:db8::1", others), LONG);
    cancellation.cancel();
    others.complete(List.of(InetAddress.ofLiteral("192.0.2.1")));
    assertThat(connected.cause()).isInstanceOf(CancelledException.class);
    assertThat(tried).hasSize(1);
  }

  private Addresses early(String literal, Promise<List<InetAddress>> others) {
    List<InetAddress> found = List.of(InetAddress.ofLiteral(literal));
    return at("b.test", _ -> Future.succeededFuture(new Resolved(found, others.future())));
  }

  private Future<String> pending(Promise<String> first) {
    return named("192.0.2.1", "192.0.2.2")
        .connect(Requests.scope(LONG, clock, cancellation), (_, _) -> first.future());
  }

  private Addresses named(String... literals) {
    List<InetAddress> found = Stream.of(literals).map(InetAddress::ofLiteral).toList();
    return at("b.test", _ -> Future.succeededFuture(Resolved.all(found)));
  }

  private Addresses at(String host, HostResolver hosts) {
    return new Addresses(hosts, new Origin(Origin.Scheme.HTTP, host, 80), clock);
  }

  private Future<String> connect(Addresses addresses, Duration time) {
    return addresses.connect(
        Requests.scope(time, clock, cancellation),
        (address, atMost) -> {
          String name = address.toString();
          tried.add(name + " " + atMost.toMillis());
          Throwable failure = failing.get(name);
          if (failure instanceof ConnectTimeoutException) {
            clock.advance(atMost);
          }
          return failure == null ? Future.succeededFuture(name) : Future.failedFuture(failure);
        });
  }
}
