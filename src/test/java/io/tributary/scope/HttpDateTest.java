package io.tributary.scope;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpDateTest {
  private final AtomicReference<Instant> time =
      new AtomicReference<>(Instant.parse("2026-11-06T08:49:37.999Z"));
  private final HttpDate date = new HttpDate(time::get);

  @Test
  void hasTheFormOfRfc9110() {
    assertThat(date.now()).hasToString("Fri, 06 Nov 2026 08:49:37 GMT");
  }

  @Test
  void followsTheClock() {
    CharSequence first = date.now();
    assertThat(date.now()).as("formatted once a second").isSameAs(first);
    time.set(Instant.parse("2027-01-01T00:00:00Z"));
    assertThat(date.now()).hasToString("Fri, 01 Jan 2027 00:00:00 GMT");
  }
}
