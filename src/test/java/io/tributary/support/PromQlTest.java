package io.tributary.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.support.PromQl.Selector;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {
  @Test
  void findsTheLabelsThatASelectorComparesAndIsGroupedBy() {
    assertThat(
            PromQl.selectors(
                "histogram_quantile(0.99, sum by (backend, le) (rate(calls_bucket{outcome!~\"a|b\","
                    + " aggregate=\"/a/{id}\"}[5m]))) > 0.5"))
        .containsExactly(
            new Selector(
                "calls_bucket", Set.of("backend=", "le=", "outcome=", "aggregate=/a/{id}")));
  }

  @Test
  void tellsTheGroupsOfTwoSelectorsApart() {
    assertThat(PromQl.selectors("sum by (a) (x) / (sum(level:y:sum) or vector(0)) - max(z)"))
        .containsExactly(
            new Selector("x", Set.of("a=")),
            new Selector("level:y:sum", Set.of()),
            new Selector("z", Set.of()));
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThatThrownBy(() -> PromQl.selectors("a / on (b) c"))
        .hasMessageContaining("on is not understood");
  }
}
