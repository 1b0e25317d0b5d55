package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.console.Seconds.Second;
import org.junit.jupiter.api.Test;

class SecondsTest {
  private final Seconds seconds = new Seconds(5);

  @Test
  void aSecondIsShownWhenItIsOver() {
    seconds.add(100, 1_000_000, Ending.COMPLETE);
    seconds.add(100, 1_000_000, Ending.FAILED);
    seconds.add(100, 1_000_000, Ending.PARTIAL);
    seconds.count(100, Ending.MISTAKEN);
    assertThat(seconds.since(0, 100)).isEmpty();
    assertThat(seconds.since(0, 101))
        .singleElement()
        .satisfies(
            second -> {
              assertThat(second.at()).isEqualTo(100);
              assertThat(second.all()).isEqualTo(4);
              assertThat(second.failed()).isEqualTo(1);
              assertThat(second.partial()).isEqualTo(1);
              assertThat(second.p50()).isBetween(900_000L, 1_125_000L);
            });
  }

  @Test
  void quietSecondsAreShownWithoutTimes() {
    seconds.add(100, 1, Ending.COMPLETE);
    seconds.add(103, 1, Ending.COMPLETE);
    assertThat(seconds.since(0, 104))
        .extracting(Second::at)
        .containsExactly(100L, 101L, 102L, 103L);
    assertThat(seconds.since(0, 104)).extracting(Second::all).containsExactly(1, 0, 0, 1);
    assertThat(seconds.since(102, 104).getFirst()).isEqualTo(Second.quiet(102));
  }

  @Test
  void onlyTheLastOnesAreKept() {
    for (int at = 100; at < 200; at++) {
      seconds.add(at, 1, Ending.COMPLETE);
    }
    assertThat(seconds.since(0, 200))
        .extracting(Second::at)
        .containsExactly(195L, 196L, 197L, 198L, 199L);
    assertThat(seconds.since(0, 300)).allMatch(second -> second.all() == 0).hasSize(5);
  }

  @Test
  void whatComesLateCountsInThePresentSecond() {
    seconds.add(101, 1, Ending.COMPLETE);
    seconds.add(100, 1, Ending.COMPLETE);
    assertThat(seconds.since(0, 102)).singleElement().extracting(Second::all).isEqualTo(2);
  }
}
