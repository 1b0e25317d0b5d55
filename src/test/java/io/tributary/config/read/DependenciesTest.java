package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DependenciesTest {
  private static final Set<String> PARTS =
      new LinkedHashSet<>(List.of("a", "b", "a-b", "2x", "_c", "d.e"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          .a                                   | a
          .unknown                             | ``
          .b + .a                              | b a
          .a + .a                              | a
          .a.b                                 | a
          .a[0].b                              | a
          fun(.a).b                            | a
          ."a".b                               | a
          ."d.e"                               | d.e
          ." a"                                | ``
          . "a"                                | a
          . a                                  | a
          .a-b                                 | a-b
          5 -.b                                | b
          .2x                                  | 2x
          ._c                                  | _c
          1.5 + 2.a                            | ``
          $x.a                                 | ``
          $x-y.a + .b                          | b
          "text .a \\" .b"                     | ``
          "x" + .b                             | b
          [for (.a) [for (.lines) .productId]] | a
          {"x":.b,"y" : .a}                    | b a
          .                                    | ``
          size(.)                              | ``
          ."unclosed                           | ``
          "unclosed .a                         | ``
          "                                    | ``
          ."                                   | ``
          """)
  void areTheMembersReadOffTheInput(String expression, String needs) {
    assertThat(String.join(" ", Dependencies.among(PARTS, List.of(expression)))).isEqualTo(needs);
  }

  @Test
  void areNotFoundInComments() {
    assertThat(Dependencies.among(PARTS, List.of(".a // .b\n + ._c // .b")))
        .containsExactly("a", "_c");
    assertThat(Dependencies.among(PARTS, List.of(". // which one?\n b"))).containsExactly("b");
  }

  @Test
  void areThoseOfAllExpressionsTogether() {
    assertThat(Dependencies.among(PARTS, List.of(".b", ".a", ".b"))).containsExactly("b", "a");
  }
}
