package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiteralTest {

  @ParameterizedTest
  @ValueSource(strings = {"true", "false", "null"})
  void acceptsTheThreeWords(String word) {
    for (String around : new String[] {"%s", " %s", "[%s]", "[%s,%1$s]", "{\"a\":%s}", "%s\n"}) {
      assertThat(verdict(around.formatted(word))).isEqualTo(Verdict.VALID);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "t", "tr", "tru", "trUe", "tRUE", "truE", "tree", "f", "fa", "fal", "fals", "falsE",
        "fAlse", "fasle", "n", "nu", "nul", "nil", "nulL", "nuLl", "none", "nan", "nnull", "talse",
        "frue",
      })
  void saysWhereAnotherWordStarts(String word) {
    String rule = "neither true, false nor null";
    assertThat(verdict(word)).isEqualTo(new Verdict.Invalid(0, rule));
    assertThat(verdict("[1," + word + "]")).isEqualTo(new Verdict.Invalid(3, rule));
  }

  @ParameterizedTest
  @ValueSource(strings = {"True", "FALSE", "Null", "undefined", "yes", "alse", "rue"})
  void refusesWhatNoneOfThemStartsWith(String word) {
    assertThat(verdict(word)).isEqualTo(new Verdict.Invalid(0, "unexpected character"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"truee", "true1", "nulls", "falsefalse", "true\u00e9", "null\u0000"})
  void leavesWhatFollowsAWordToItsCaller(String word) {
    int length = word.startsWith("f") ? 5 : 4;
    assertThat(verdict("[" + word + "]"))
        .isEqualTo(new Verdict.Invalid(1 + length, "unexpected character"));
  }

  private static Verdict verdict(String document) {
    return Placement.verdict(document.getBytes(UTF_8));
  }
}
