package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracestateTest {
  @Test
  void joinsItsLinesInOrder() {
    assertThat(Tracestate.join(List.of())).isEmpty();
    assertThat(Tracestate.join(List.of("b=2,a=1"))).isEqualTo("b=2,a=1");
    assertThat(Tracestate.join(List.of("b=2", "a=1 \t, c=3", ""))).isEqualTo("b=2,a=1 \t, c=3,");
  }

  @Test
  void isDroppedWholeWhenItIsTooLong() {
    assertThat(Tracestate.join(List.of("a=" + "x".repeat(510)))).hasSize(512);
    assertThat(Tracestate.join(List.of("a=" + "x".repeat(511)))).isEmpty();
    assertThat(Tracestate.join(List.of("a=" + "x".repeat(300), "b=" + "x".repeat(300)))).isEmpty();
  }

  @Test
  void isDroppedWholeWhenItHasTooManyMembers() {
    assertThat(Tracestate.join(Collections.nCopies(32, "a=1"))).hasSize(32 * 4 - 1);
    assertThat(Tracestate.join(Collections.nCopies(33, "a=1"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a=\u00e9", "a=\u007f", "a=1\r\nX: y", "a=\u0000"})
  void isDroppedWholeWhenItHoldsWhatItMustNot(String line) {
    assertThat(Tracestate.join(List.of("b=2", line))).isEmpty();
  }
}
