package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CyclesTest {
  @Test
  void areNoneWherePartsOnlyShareWhatTheyNeed() {
    assertThat(
            Cycles.in(
                Map.of(
                    "a", List.of("b", "c"), "b", List.of("d"), "c", List.of("d"), "d", List.of())))
        .isEmpty();
  }

  @Test
  void areAllFoundEvenWhereTheyTouch() {
    Map<String, List<String>> needs = new TreeMap<>();
    needs.put("a", List.of("b"));
    needs.put("b", List.of("a"));
    needs.put("c", List.of("a", "d"));
    needs.put("d", List.of("c"));
    needs.put("e", List.of("e", "a"));
    assertThat(Cycles.in(needs))
        .containsExactly(List.of("a", "b"), List.of("c", "d"), List.of("e"));
  }

  @Test
  void areSpelledOutUnlessVeryLong() {
    assertThat(Cycles.spelled(List.of("a", "b"))).isEqualTo("a -> b -> a");
    List<String> many = IntStream.range(0, 100).mapToObj(i -> "p" + i).toList();
    assertThat(Cycles.spelled(many)).startsWith("p0 -> p1").endsWith("p11 -> ... -> p0");
  }

  @Test
  void areFoundAtTheEndOfALongChain() {
    int length = 50_000;
    Map<String, List<String>> needs = new LinkedHashMap<>();
    for (int i = 0; i < length; i++) {
      needs.put("p" + i, List.of("p" + (i + 1) % length));
    }
    assertThat(Cycles.in(needs)).singleElement().satisfies(c -> assertThat(c).hasSize(length));
  }
}
