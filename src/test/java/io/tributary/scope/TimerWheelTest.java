package io.tributary.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.support.VirtualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerWheelTest {
  private final VirtualClock time = new VirtualClock();
  private final TimerWheel wheel = new TimerWheel(time);
  private final List<String> fired = new ArrayList<>();

  @Test
  void firesAtTheTimeAndNotBefore() {
    set("a", 800);
    pass(799);
    assertThat(fired).isEmpty();
    pass(1);
    assertThat(fired).containsExactly("a");
  }

  @Test
  void firesWhatIsDueEarlierFirstThoughItWasSetLater() {
    set("later", 2000);
    set("sooner", 30);
    pass(30);
    assertThat(fired).containsExactly("sooner");
    pass(1970);
    assertThat(fired).containsExactly("sooner", "later");
  }

  @Test
  void ofTheSameMomentTheOneThatWasSetFirstFiresFirst() {
    for (int i = 0; i < 5; i++) {
      set("t" + i, 7);
    }
    pass(7);
    assertThat(fired).containsExactly("t0", "t1", "t2", "t3", "t4");
  }

  @Test
  void aCancelledTimerNeverFires() {
    Clock.Timer cancelled = set("cancelled", 10);
    set("kept", 20);
    cancelled.cancel();
    pass(60_000);
    assertThat(fired).containsExactly("kept");
  }

  @Test
  void oneTimerMayCancelAnotherOfTheSameMoment() {
    List<Clock.Timer> both = new ArrayList<>();
    for (String name : List.of("a", "b")) {
      both.add(
          wheel.after(
              nanos(5),
              () -> {
                fired.add(name);
                both.forEach(Clock.Timer::cancel);
              }));
    }
    pass(10);
    assertThat(fired).hasSize(1);
  }

  @Test
  void aTimerMaySetAnother() {
    wheel.after(nanos(5), () -> set("second", 5));
    pass(9);
    assertThat(fired).isEmpty();
    pass(1);
    assertThat(fired).containsExactly("second");
  }

  @Test
  void waitsLongerThanTheWheelTurns() {
    set("soon", 1);
    set("hours", 7_200_000);
    pass(7_199_999);
    assertThat(fired).containsExactly("soon");
    pass(1);
    assertThat(fired).containsExactly("soon", "hours");
  }

  @Test
  void whatIsOverdueFiresAtOnce() {
    wheel.after(-1, () -> fired.add("overdue"));
    pass(0);
    assertThat(fired).containsExactly("overdue");
  }

  /** Before the wheel was made, more than a turn ago, and within the current turn. */
  @ParameterizedTest
  @ValueSource(longs = {-100_000, 1, 9_000, 9_999})
  void whatWasDueAtATimeBeforeFiresAtOnceAndTheOthersInTheirTime(long millis) {
    long origin = time.nanoTime();
    set("later", 20_000);
    pass(10_000);
    wheel.at(origin + nanos(millis), () -> fired.add("overdue"));
    set("soon", 5);
    pass(0);
    assertThat(fired).containsExactly("overdue");
    pass(5);
    assertThat(fired).containsExactly("overdue", "soon");
    pass(10_000);
    assertThat(fired).containsExactly("overdue", "soon", "later");
  }

  @Test
  void aBugInOneIsNotTheEndOfTheOthers() {
    set("first", 5);
    wheel.after(
        nanos(5),
        () -> {
          throw new IllegalStateException("a bug");
        });
    set("last", 5);
    assertThatThrownBy(() -> pass(5)).hasMessage("a bug");
    pass(1);
    assertThat(fired).containsExactlyInAnyOrder("first", "last");
  }

  @Test
  void needsOneTimerBeneathHoweverManyAreSet() {
    for (int i = 0; i < 100; i++) {
      set("t" + i, 50 + i);
    }
    assertThat(time.timers()).isEqualTo(1);
    pass(150);
    assertThat(fired).hasSize(100);
    assertThat(time.timers()).isZero();
  }

  /** Against a clock that does the same the simple way, at any nanosecond. */
  @RepeatedTest(20)
  void doesWhatPlainTimersDo() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    VirtualClock plain = new VirtualClock();
    long some = random.nextInt(1_000_000);
    time.advance(Duration.ofNanos(some)); // slots begin somewhere within a millisecond
    plain.advance(Duration.ofNanos(some));
    List<String> expected = new ArrayList<>();
    List<Clock.Timer> timers = new ArrayList<>();
    List<Clock.Timer> plainTimers = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      String name = "t" + i;
      long delay = nanos(random.nextInt(4) == 0 ? random.nextInt(20_000) : random.nextInt(40));
      delay += random.nextInt(1_000_000);
      timers.add(wheel.after(delay, () -> fired.add(name)));
      plainTimers.add(plain.after(delay, () -> expected.add(name)));
      if (random.nextBoolean()) {
        int victim = random.nextInt(timers.size());
        timers.get(victim).cancel();
        plainTimers.get(victim).cancel();
      }
      long passing = nanos(random.nextInt(50) == 0 ? random.nextInt(30_000) : random.nextInt(10));
      passing += random.nextInt(1_000_000);
      time.advance(Duration.ofNanos(passing));
      plain.advance(Duration.ofNanos(passing));
      assertThat(fired).as("seed %d", seed).containsExactlyElementsOf(expected);
    }
  }

  /** As Vert.x's clock is: it wakes at whole milliseconds only, and so a little late. */
  @RepeatedTest(20)
  void losesNothingOverAClockThatWakesLate() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Clock late =
        new Clock() {
          @Override
          public long nanoTime() {
            return time.nanoTime();
          }

          @Override
          public Timer after(long nanos, Runnable task) {
            return time.after(nanos(Math.max(1, Math.ceilDiv(nanos, 1_000_000L))), task);
          }
        };
    TimerWheel coarse = new TimerWheel(late);
    for (int i = 0; i < 400; i++) {
      String name = "t" + i;
      long delay = random.nextInt(40_000_000);
      long due = time.nanoTime() + delay;
      Clock.Timer unused =
          coarse.after(
              delay,
              () -> {
                assertThat(time.nanoTime() - due).as("seed %d", seed).isBetween(0L, 2_000_000L);
                fired.add(name);
              });
      assertThat(unused).isNotNull();
      time.advance(Duration.ofNanos(random.nextInt(3_000_000)));
    }
    pass(60);
    assertThat(fired).as("seed %d", seed).hasSize(400);
  }

  private Clock.Timer set(String name, long millis) {
    return wheel.after(nanos(millis), () -> fired.add(name));
  }

  private void pass(long millis) {
    time.advance(Duration.ofMillis(millis));
  }

  private static long nanos(long millis) {
    return Duration.ofMillis(millis).toNanos();
  }
}
