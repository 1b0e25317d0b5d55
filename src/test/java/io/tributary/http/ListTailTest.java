package io.tributary.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListTailTest {
  private static final AsciiSet LETTERS = AsciiSet.alphanumericAnd("");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "a | a",
        "a,b | a,b",
        "a , b | a , b",
        "'  a, b  ' | 'a, b'",
        "!, a, b | a, b",
        "a, !, b | b",
        "a, b c | ''",
        "a, ! | ''",
        "a,, b | b",
        ", a | a",
        "a, | ''",
        "' ' | ''",
        "'' | ''",
        ", | ''"
      })
  void keepsWhatFollowsTheLastMalformedElement(String list, String tail) {
    assertThat(of(list)).isEqualTo(tail);
  }

  @Test
  void joinsLinesInOrder() {
    assertThat(of("!", "a", "b,c")).isEqualTo("a, b,c");
  }

  @Test
  void keepsAHundredElementsAtMost() {
    String list = "first, " + String.join(", ", Collections.nCopies(100, "a"));
    assertThat(of(list)).doesNotContain("first").hasSize(298);
    assertThat(of(list.substring(7))).hasSize(298);
  }

  @Test
  void keepsEightKibibytesAtMost() {
    String kibibyte = "a".repeat(1023);
    String list = String.join(",", Collections.nCopies(8, kibibyte));
    assertThat(of(list)).isEqualTo(list);
    assertThat(of("bb," + list)).isEqualTo(list);
    assertThat(of("a".repeat(8193))).isEmpty();
  }

  private static String of(String... lines) {
    return ListTail.of(List.of(lines), (list, from, to) -> LETTERS.end(list, from) >= to);
  }
}
