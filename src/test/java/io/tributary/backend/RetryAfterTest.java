package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final String NOON = "Fri, 27 Nov 2026 12:00:00 GMT";

  @Test
  void isANumberOfSeconds() {
    assertThat(RetryAfter.seconds("0", "")).hasValue(0);
    assertThat(RetryAfter.seconds("120", NOON)).hasValue(120);
    assertThat(RetryAfter.seconds("9".repeat(100), NOON)).hasValue(Long.MAX_VALUE);
  }

  @Test
  void isADateAfterThatOfTheResponse() {
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00 GMT", NOON)).hasValue(120);
    assertThat(RetryAfter.seconds("Friday, 27-Nov-26 12:02:00 GMT", NOON)).hasValue(120);
    assertThat(RetryAfter.seconds("Fri Nov 27 12:02:00 2026", NOON)).hasValue(120);
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 11:59:00 GMT", NOON)).hasValue(-60);
  }

  @Test
  void isNothingElse() {
    assertThat(RetryAfter.seconds("", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("1.5", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("1, 2", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00 GMT", "")).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00 GMT", "soon")).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00 +0100", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("Tue, 31 Nov 2026 12:02:00 GMT", NOON)).isEmpty();
    assertThat(RetryAfter.seconds("later, ".repeat(100), NOON)).isEmpty();
    assertThat(RetryAfter.seconds("Fri, 27 Nov 2026 12:02:00 GMT", NOON.repeat(9))).isEmpty();
  }
}
