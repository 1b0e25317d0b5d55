package io.tributary.backend.address;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.VirtualClock;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class AddressOrderTest {
  private static final InetAddress A = InetAddress.ofLiteral("192.0.2.1");
  private static final InetAddress B = InetAddress.ofLiteral("192.0.2.2");
  private static final InetAddress C = InetAddress.ofLiteral("192.0.2.3");
  private static final List<InetAddress> RESOLVED = List.of(A, B, C);

  private final VirtualClock clock = new VirtualClock();
  private final AddressOrder order = new AddressOrder(clock);

  @Test
  void knowsNothingAtFirst() {
    assertThat(order.of(RESOLVED)).containsExactly(A, B, C);
  }

  @Test
  void putsTheOneThatWorkedLastFirst() {
    order.worked(B);
    order.worked(C);
    assertThat(order.of(RESOLVED)).containsExactly(C, A, B);
  }

  @Test
  void putsThoseThatFailedLastTheLongestAgoFirst() {
    order.failed(B);
    clock.advance(Duration.ofMillis(1));
    order.failed(A);
    assertThat(order.of(RESOLVED)).containsExactly(C, B, A);
  }

  @Test
  void forgetsAFailureAfterTenSeconds() {
    order.failed(A);
    clock.advance(Duration.ofMillis(9_999));
    assertThat(order.of(RESOLVED)).containsExactly(B, C, A);
    clock.advance(Duration.ofMillis(1));
    assertThat(order.of(RESOLVED)).containsExactly(A, B, C);
  }

  @Test
  void setsBackEvenTheOneThatWorked() {
    order.worked(A);
    order.failed(A);
    assertThat(order.of(RESOLVED)).containsExactly(B, C, A);
  }

  @Test
  void forgivesOneThatWorksAgain() {
    order.failed(C);
    order.worked(C);
    assertThat(order.of(RESOLVED)).containsExactly(C, A, B);
  }

  @Test
  void namesNoAddressThatIsNotThereAnyMore() {
    order.worked(C);
    assertThat(order.of(List.of(A, B))).containsExactly(A, B);
  }
}
