package io.tributary;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TimelineTest {

  @Test
  void drawsEveryPartOnOneAxisThatEndsWithTheAnswer() {
    Timeline timeline =
        Timeline.of("users;dur=120.4, orders;dur=180.0, products;dur=90.2, total;dur=180.4");
    assertThat(timeline.draw())
        .isEqualToNormalizingNewlines(
            """
              users     █████████████████████████████████                    120 ms  ok
              orders    ██████████████████████████████████████████████████   180 ms  ok
              products  █████████████████████████                             90 ms  ok
                        0                                           180 ms
              180 ms together, 391 ms one after another
            """);
  }

  @Test
  void drawsAPartThatFailedLighterAndSaysWhy() {
    Timeline timeline =
        Timeline.of("users;dur=50.0, products;dur=100.0;desc=\"timeout\", total;dur=100.0");
    assertThat(timeline.draw().lines())
        .first()
        .asString()
        .isEqualTo("  users     " + "█".repeat(25) + " ".repeat(25) + "    50 ms  ok");
    assertThat(timeline.draw().lines())
        .element(1)
        .asString()
        .isEqualTo("  products  " + "░".repeat(50) + "   100 ms  timeout");
  }

  @Test
  void drawsSomethingForAPartThatTookNextToNothing() {
    assertThat(Timeline.of("a;dur=0.0, b;dur=1000.0, total;dur=1000.0").draw().lines())
        .first()
        .asString()
        .startsWith("  a         █ ");
  }
}
