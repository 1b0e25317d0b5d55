package io.tributary.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AcceptedStatusesTest {
  private final AcceptedStatuses some = AcceptedStatuses.successful().and(404, 404).and(410, 411);

  @Test
  void acceptsItsRangesWithBothEnds() {
    assertThat(AcceptedStatuses.none().accepts(200)).isFalse();
    assertThat(some.accepts(199)).isFalse();
    assertThat(some.accepts(200)).isTrue();
    assertThat(some.accepts(299)).isTrue();
    assertThat(some.accepts(300)).isFalse();
    assertThat(some.accepts(404)).isTrue();
    assertThat(some.accepts(411)).isTrue();
  }

  @Test
  void addsToACopy() {
    assertThat(AcceptedStatuses.successful().accepts(404)).isFalse();
    assertThat(AcceptedStatuses.none()).hasToString("");
  }

  @Test
  void isComparedByItsStatuses() {
    AcceptedStatuses same = AcceptedStatuses.none().and(410, 411).and(404, 404).and(200, 299);
    assertThat(same).isEqualTo(some).hasSameHashCodeAs(some);
    assertThat(same).isNotEqualTo(AcceptedStatuses.successful());
  }

  @Test
  void showsItsRanges() {
    assertThat(some).hasToString("200-299, 404, 410-411");
  }
}
