package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
  @Test
  void isANumberOfSeconds() {
    assertThat(RetryAfter.seconds("0")).hasValue(0);
    assertThat(RetryAfter.seconds("120")).hasValue(120);
  }

  @Test
  void isNothingElse() {
    assertThat(RetryAfter.seconds("")).isEmpty();
    assertThat(RetryAfter.seconds("1.5")).isEmpty();
    assertThat(RetryAfter.seconds("1, 2")).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00 GMT")).isEmpty();
  }
}
