package io.tributary.transform.jslt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputReadsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      textBlock =
          """
          .a                                              # a
          .b + .a                                         # b a
          .a + .a                                         # a
          .a.b                                            # a
          .a[0].b                                         # a
          .a[.i : .j]                                     # a i j
          size(.a).b                                      # a
          ."a".b                                          # a
          ."d.e"                                          # d.e
          ."\\u0061"                                      # a
          . "a"                                           # a
          . a                                             # a
          .a-b                                            # a-b
          5 -.b                                           # b
          ._c                                             # _c
          let x = .a $x.b                                 # a
          "text .a \\" .b"                                # ``
          "x" + .b                                        # b
          {"x":.b,"y" : .a}                               # b a
          .a // .b                                        # a
          if (.a).b else .c                               # a b c
          if (.a)."b" else[.c]                            # a b c
          let x = "s".b                                   # b
          let x = [.a].b                                  # a b
          let x = {"k": .a}.b                             # a b
          [for (.a) [for (.lines) .productId]]            # a
          {for (.a) .key : .value}                        # a
          [for (.a) let x = .b $x + .c]                   # a
          .a | .b                                         # a
          [.a | .b, .c]                                   # a c
          def f(x) $x + .b f(.a)                          # b a
          def f(x) g($x) def g(x) $x + .b f(.a)           # b a
          def f() .a def g() f() def f() .b g()           # a b
          def f(x) .b size(.a)                            # a
          def f(x) $x let y = 1 [for (.a) f(.)]                     # a
          """)
  void membersAreReadOffTheInput(String expression, String members) throws Exception {
    assertThat(String.join(" ", reads(expression).members())).isEqualTo(members);
    assertThat(reads(expression).whole()).isFalse();
  }

  @Test
  void commentsReadNothing() throws Exception {
    assertThat(reads(".a // .b\n + ._c // .b").members()).containsExactly("a", "_c");
    assertThat(reads(". // which one?\n b").members()).containsExactly("b");
  }

  @Test
  void aNameMayHaveControlCharacters() throws Exception {
    assertThat(reads(".\"a\tb\" + .\"c\nd\"").members()).containsExactly("a\tb", "c\nd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "size(.)",
        ".[0]",
        "[for (.) .a]",
        ". | .a",
        ".a + (. | .a)",
        "{\"a\": 1, *: .}",
        "let all = . $all.a",
        "def f(x) size(.) f(.a)",
        "if (.a). else .b"
      })
  void aDotWithoutANameIsTheWholeInput(String expression) throws Exception {
    assertThat(reads(expression).whole()).isTrue();
  }

  private static InputReads reads(String expression) throws JsltMistake {
    Jslt.expression(expression); // is valid
    return Jslt.reads(expression);
  }
}
