package io.tributary.http.admission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Defect A6: the limit follows what an event loop can do. The event loop is simulated in virtual
 * time: it serves a number of requests a second at most, each of which also waits for a backend.
 */
class AdaptiveLimitTest {
  private static final int MAX = 1000;
  private static final double STEP = 0.01;
  private static final long SECOND = 1_000_000_000;

  private final AdaptiveLimit limit = new AdaptiveLimit(MAX, 0);
  private final Latencies aggregate = new Latencies();
  private double backendSeconds = 0.02;
  private double capacity = 1000;
  private double delayOfOthers;
  private double now;
  private double served;

  /**
   * Lets so many requests press in for this long; what is not admitted comes again. Each step has
   * the throughput and the latency of Little's law.
   */
  private void run(double seconds, int pressing) {
    for (double end = now + seconds; now < end; now += STEP) {
      int inFlight = Math.min(limit.value(), pressing);
      double throughput = Math.min(inFlight / (backendSeconds + delayOfOthers), capacity);
      double latency = inFlight / throughput;
      served += throughput * STEP;
      limit.entered(inFlight);
      for (int i = 0; i < throughput * STEP; i++) {
        limit.finished(
            (long) (latency * SECOND), aggregate, Served.COMPLETE, (long) (now * SECOND));
      }
    }
  }

  private double servedIn(double seconds, int pressing) {
    served = 0;
    run(seconds, pressing);
    return served / seconds;
  }

  @Test
  void a6FallsWithinASecondToWhatTheEventLoopCanDoAndServesAsMuch() {
    run(1, MAX);
    assertThat(servedIn(20, MAX)).isGreaterThan(0.95 * capacity);
    assertThat(limit.value()).isBetween(20, 60); // 20 are in flight at the capacity
  }

  @Test
  void a6GrowsAgainWhenThereIsMoreToDoThanTheLimit() {
    run(6, MAX);
    capacity = 10_000;
    run(5, MAX);
    assertThat(servedIn(1, MAX)).isGreaterThan(0.9 * capacity);
  }

  @Test
  void a6ASlowBackendIsNoOverload() {
    run(1, 400);
    backendSeconds = 0.4;
    run(10, 400);
    assertThat(limit.value()).isEqualTo(MAX);
  }

  @Test
  void a6FollowsABackendThatBecomesSlow() {
    run(10, MAX); // the limit is low
    backendSeconds = 0.2;
    run(10, MAX);
    assertThat(servedIn(1, MAX)).isGreaterThan(0.7 * capacity);
  }

  @Test
  void a6BackendsThatHangDoNotLowerTheLimit() {
    run(1, 50);
    for (int i = 0; i < 100; i++) {
      now += STEP;
      limit.entered(900);
      for (int j = 0; j < 10; j++) { // nine in ten wait for one that hangs, and are partial
        Served served = j == 0 ? Served.COMPLETE : Served.OTHER;
        limit.finished((j == 0 ? 20 : 800) * 1_000_000L, aggregate, served, (long) (now * SECOND));
      }
    }
    assertThat(limit.value()).isEqualTo(MAX);
  }

  @Test
  void a6DelayThatOthersCauseDoesNotStarveTheService() {
    run(7, MAX);
    delayOfOthers = 0.06;
    run(4, MAX);
    assertThat(servedIn(1, MAX)).isGreaterThan(0.9 * capacity);
  }

  @Test
  void a6FallsWhileALimitOfOursRejectsParts() {
    run(1, 50);
    for (int i = 0; i < 200; i++) {
      now += STEP;
      int inFlight = Math.min(limit.value(), 300);
      limit.entered(inFlight);
      for (int j = 0; j < 10; j++) {
        limit.finished(20_000_000, aggregate, Served.COMPLETE, (long) (now * SECOND));
      }
      for (int j = 256; j < inFlight; j++) { // a backend takes 256 calls
        limit.finished(1_000_000, aggregate, Served.REJECTED, (long) (now * SECOND));
      }
    }
    assertThat(limit.value()).isBetween(200, 260);
  }

  @Test
  void a6StaysAtItsUpperBoundWhileLittleIsInFlight() {
    run(10, 3);
    assertThat(limit.value()).isEqualTo(MAX);
  }

  @Test
  void a6ASmallMaximumIsNotExceeded() {
    for (int max = 1; max < 6; max++) {
      AdaptiveLimit small = new AdaptiveLimit(max, 0);
      for (int i = 1; i < 5000; i++) {
        long now = i * SECOND / 100;
        small.entered(max);
        small.finished(
            SECOND / (1 + i % 7), aggregate, i % 3 == 0 ? Served.REJECTED : Served.COMPLETE, now);
        assertThat(small.value()).isBetween(1, max);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 10, 20, 25, 30, 50, 90})
  void a6AMixOfFastAndSlowAggregatesIsNoOverload(int percentFast) {
    Latencies other = new Latencies();
    Random random = new Random(20_261_126 + percentFast);
    for (int i = 0; i < 20_000; i++) {
      long now = i * SECOND / 1000;
      boolean fast = random.nextInt(100) < percentFast;
      limit.entered(600);
      long millis = (fast ? 2L : 100L) + random.nextInt(2);
      limit.finished(millis * 1_000_000, fast ? other : aggregate, Served.COMPLETE, now);
      if (i > 5000) {
        assertThat(limit.value()).isGreaterThanOrEqualTo(MAX / 2); // a probe halves it
      }
    }
    assertThat(limit.value()).isEqualTo(MAX);
  }
}
