package io.tributary.scope;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.VirtualClock;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlineTest {
  private final VirtualClock clock = new VirtualClock();

  @Test
  void passesWhenItsTimeIsOver() {
    Deadline deadline = Deadline.after(Duration.ofMillis(100), clock);
    assertThat(deadline.remainingMillis()).isEqualTo(100);
    clock.advance(Duration.ofMillis(99));
    assertThat(deadline.passed()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(deadline.passed()).isTrue();
    clock.advance(Duration.ofMillis(50));
    assertThat(deadline.remainingMillis()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"2000,1800", "1000,900", "300,270", "200,170", "100,70", "50,20", "20,0"})
  void keepsAReserveOfTenPercentAndAtLeast30Ms(long total, long forParts) {
    assertThat(Deadline.after(Duration.ofMillis(total), clock).lessReserve().remainingMillis())
        .isEqualTo(forParts);
  }

  @Test
  void aPartNeverGetsMoreThanItsTimeoutNorThanTheRest() {
    long seed = System.nanoTime();
    System.out.println("DeadlineTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      Duration total = Duration.ofMillis(1 + random.nextInt(5000));
      Duration timeout = Duration.ofMillis(1 + random.nextInt(5000));
      Deadline whole = Deadline.after(total, clock);
      Deadline part = whole.lessReserve().within(timeout);
      assertThat(part.remainingNanos())
          .as("total %s, timeout %s", total, timeout)
          .isLessThanOrEqualTo(timeout.toNanos())
          .isLessThanOrEqualTo(total.toNanos() - 30_000_000)
          .isEqualTo(
              Math.min(
                  timeout.toNanos(), total.toNanos() - Math.max(30_000_000, total.toNanos() / 10)));
      clock.advance(Duration.ofNanos(random.nextInt(1_000_000_000)));
    }
  }
}
