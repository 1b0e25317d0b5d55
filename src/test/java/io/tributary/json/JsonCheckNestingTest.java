package io.tributary.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCheckNestingTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 127, 128, 129, 192, 960, 961, 999, 1000})
  void acceptsAThousandLevelsOfAnyKind(int depth) {
    for (String kinds : new String[] {"[", "{", "[{", "{{["}) {
      String document = nested(kinds, depth);
      assertThat(check(document)).as("%s %d deep", kinds, depth).isEqualTo(Verdict.VALID);
      assertThat(check(document + "]")).isInstanceOf(Verdict.Invalid.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1001, 100_000})
  void refusesToGoDeeperWhateverFollows(int depth) {
    Verdict tooDeep = new Verdict.Invalid(1000, "nesting deeper than 1000");
    assertThat(check("[".repeat(depth) + "]".repeat(depth))).isEqualTo(tooDeep);
    assertThat(check("[".repeat(depth))).isEqualTo(tooDeep);
    assertThat(check("[".repeat(1000) + "{}")).isEqualTo(tooDeep);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 66, 128, 129, 640, 1000})
  void tellsAWrongBracketAtAnyLevel(int level) {
    String document = nested("[{{[[", 1000);
    int wrong = document.length() - level;
    char other = document.charAt(wrong) == ']' ? '}' : ']';
    String spoilt = document.substring(0, wrong) + other + document.substring(wrong + 1);
    assertThat(check(spoilt)).isEqualTo(new Verdict.Invalid(wrong, "unexpected character"));
  }

  @Test
  void keepsItsPlaceWhenDeepLevelsOpenAndCloseManyTimes() {
    String wave = "[".repeat(6) + "{\"a\":[]},[]" + "]".repeat(6) + ",";
    String deep = "[".repeat(60) + wave.repeat(50) + "0" + "]".repeat(60);
    assertThat(check(deep)).isEqualTo(Verdict.VALID);
    assertThat(check(deep + "]")).isInstanceOf(Verdict.Invalid.class);
    int turn = deep.indexOf("]]]") + 1;
    String spoilt = deep.substring(0, turn) + "}" + deep.substring(turn + 1);
    assertThat(check(spoilt)).isEqualTo(new Verdict.Invalid(turn, "unexpected character"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 62, 63, 64, 65, 66, 127, 128, 129})
  void goesFromObjectToObjectWithinAnArrayOnly(int depth) {
    String objects = "{\"a\":1},{\"a\":2},{\"a\":[" + "0,".repeat(20) + "0]}";
    assertThat(check("[".repeat(depth) + objects + "]".repeat(depth))).isEqualTo(Verdict.VALID);
    String member = "[".repeat(depth - 1) + "{\"o\":" + objects + "}" + "]".repeat(depth - 1);
    assertThat(check(member))
        .isEqualTo(new Verdict.Invalid(member.indexOf(",{") + 1, "unexpected character"));
    assertThat(check(objects))
        .isEqualTo(new Verdict.Invalid(7, "more after the end of the document"));
  }

  private static Verdict check(String document) {
    byte[] bytes = document.getBytes(UTF_8);
    return JsonCheck.check(bytes, 0, bytes.length);
  }

  /** So many levels deep, of these kinds in turn, with a zero in the middle. */
  private static String nested(String kinds, int depth) {
    StringBuilder head = new StringBuilder();
    StringBuilder tail = new StringBuilder();
    for (int level = 0; level < depth; level++) {
      boolean array = kinds.charAt(level % kinds.length()) == '[';
      head.append(array ? "[" : "{\"\":");
      tail.append(array ? ']' : '}');
    }
    return head.append('0').append(tail.reverse()).toString();
  }
}
