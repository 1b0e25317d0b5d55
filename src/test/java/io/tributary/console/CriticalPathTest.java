package io.tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import io.tributary.scope.Timeline.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class CriticalPathTest {
  private static CalledPart part(String name, long end, String... needs) {
    List<Step> steps = List.of(new Step(Phase.RESPONSE, 0, end, 1));
    return new CalledPart(
        name,
        "b",
        "success",
        0,
        "",
        List.of(needs),
        steps,
        List.of(),
        List.of(),
        Timeline.Unkept.NONE,
        false);
  }

  @Test
  void itLeadsBackThroughWhatEndedLast() {
    List<CalledPart> parts =
        List.of(
            part("a", 10),
            part("b", 20),
            part("c", 90),
            part("d", 40, "a", "b"),
            part("e", 100, "d", "a"));
    assertThat(CriticalPath.of(parts, 4).stream()).containsExactly(1, 3, 4);
    assertThat(CriticalPath.of(parts, 2).stream()).containsExactly(2);
  }

  @Test
  void aResponseThatWaitedForNothingHasNone() {
    assertThat(CriticalPath.of(List.of(part("a", 10)), -1).isEmpty()).isTrue();
  }
}
