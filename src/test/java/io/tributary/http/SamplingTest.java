package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class SamplingTest {
  private static final long LOWEST = 0;
  private static final long HIGHEST = (1L << 56) - 1;

  @Test
  void takesAllOrNone() {
    assertThat(Sampling.withoutSpans(1).flags(LOWEST)).isEqualTo("-01");
    assertThat(Sampling.withoutSpans(1).flags(-1)).isEqualTo("-01");
    assertThat(Sampling.withoutSpans(0).flags(HIGHEST)).isEqualTo("-00");
    assertThat(Sampling.withoutSpans(0).flags(-1)).isEqualTo("-00");
  }

  @Test
  void comparesTheLast56BitsOfTheId() {
    Sampling half = Sampling.withoutSpans(0.5);
    assertThat(half.flags(1L << 55)).isEqualTo("-01");
    assertThat(half.flags((1L << 55) - 1)).isEqualTo("-00");
    assertThat(half.flags(0xAB00_0000_0000_0000L | 1L << 55)).isEqualTo("-01");
    assertThat(half.flags(0xAB00_0000_0000_0000L)).isEqualTo("-00");
  }

  @Test
  void takesTheShareItIsTold() {
    Sampling tenth = Sampling.withoutSpans(0.1);
    long sampled = new Random(1).longs(100_000).filter(id -> tenth.flags(id).equals("-01")).count();
    assertThat(sampled).isBetween(9_500L, 10_500L);
  }
}
