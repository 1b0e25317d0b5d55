package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.5, 0.9, 0.95, 0.99, 1})
  void percentilesAreWithinAnEighthOfTheExactOnes(double share) {
    for (int round = 0; round < 200; round++) {
      Durations durations = new Durations();
      long[] exact =
          random.longs(1 + random.nextInt(500), 0, 34).map(this::upTo).sorted().toArray();
      for (long nanos : exact) {
        durations.add(nanos);
      }
      long expected = exact[(int) Math.ceil(share * exact.length) - 1];
      assertThat((double) durations.percentile(share))
          .isCloseTo((double) expected, within(1024 + expected / 8.0));
    }
  }

  /** From nanoseconds to seconds, each power of two as often. */
  private long upTo(long bits) {
    return random.nextLong(1, 2L << bits);
  }

  @Test
  void nothingHasNoPercentile() {
    assertThat(new Durations().percentile(0.5)).isEqualTo(Durations.NONE);
  }

  @Test
  void theLongestAreTakenForTwoMinutes() {
    Durations durations = new Durations();
    durations.add(Long.MAX_VALUE);
    durations.add(-1);
    assertThat(durations.percentile(1)).isBetween(100_000_000_000L, 150_000_000_000L);
    assertThat(durations.percentile(0.5)).isLessThan(2_000);
  }

  @Test
  void onlyTheLastMinutesCount() {
    RecentDurations recent = new RecentDurations();
    recent.add(1_000, 1_000_000);
    assertThat(recent.percentile(1_100, 0.5)).isCloseTo(1_000_000, within(125_000L));
    recent.add(1_100, 9_000_000);
    assertThat(recent.total(1_149)).isEqualTo(2);
    assertThat(recent.percentile(1_290, 0.5)).isCloseTo(9_000_000, within(1_125_000L));
    assertThat(recent.percentile(1_500, 0.5)).isEqualTo(Durations.NONE);
  }
}
