package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimedRequestsTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  @ParameterizedTest
  @ValueSource(longs = {0, 1_000_000, Long.MAX_VALUE - 5, Long.MIN_VALUE, -77})
  void ordinaryTrafficIsTimedWhole(long start) {
    TimedRequests timed = new TimedRequests(start);
    assertThat(taken(timed, start, 400, 10 * SECOND)).isEqualTo(4000);
  }

  @Test
  void ofAFloodFiveHundredASecondAre() {
    TimedRequests timed = new TimedRequests(0);
    assertThat(taken(timed, 0, 50_000, 10 * SECOND)).isBetween(5000L, 5101L);
  }

  @Test
  void aBurstAfterSilenceIsTimed() {
    TimedRequests timed = new TimedRequests(0);
    for (int hour = 1; hour < 4; hour++) {
      long now = Duration.ofHours(hour).toNanos();
      assertThat(LongStream.range(0, 1000).filter(_ -> timed.take(now)).count()).isEqualTo(101);
    }
  }

  private static long taken(TimedRequests timed, long start, int perSecond, long nanos) {
    long interval = SECOND / perSecond;
    return LongStream.range(0, nanos / interval)
        .filter(i -> timed.take(start + i * interval))
        .count();
  }
}
