package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tributary.config.Config;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonDefaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null                             | null
          ~                                | null
          ``                               | null
          true                             | true
          False                            | false
          yes                              | "yes"
          0                                | 0
          -12                              | -12
          +12                              | 12
          123456789012345678901234567890   | 123456789012345678901234567890
          1.50                             | 1.50
          .5                               | 0.5
          -.5e3                            | -0.5e3
          +1.                              | 1.0
          1.e5                             | 1.0e5
          1e400                            | 1e400
          text                             | "text"
          1_000                            | "1_000"
          12:30                            | "12:30"
          2026-01-01                       | "2026-01-01"
          "12"                             | "12"
          'null'                           | "null"
          "a\\"\\\\\\n\\u0001"             | "a\\"\\\\\\n\\u0001"
          []                               | []
          {}                               | {}
          [1, [a, {b: ~}], {c: 2.0}]       | [1,["a",{"b":null}],{"c":2.0}]
          {1: a, true: b, null: c}         | {"1":"a","true":"b","null":"c"}
          "${N}"                           | "7"
          "$${N}"                          | "${N}"
          """)
  void writesWhatYamlMeans(String yaml, String json) throws Exception {
    Config config = Loading.config(Loading.withPart("default: " + yaml), Map.of("N", "7"));
    String written = config.aggregates().getFirst().parts().getFirst().defaultJson().orElseThrow();
    assertThat(written).isEqualTo(json);
    assertThat(new ObjectMapper().readTree(written)).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e2147483649", "-1e-9999999999"})
  void refusesNumbersThatNoTransformCouldRead_B9(String number) {
    assertThat(Loading.problems(Loading.withPart("default: [" + number + "]")))
        .anyMatch(problem -> problem.contains("is a number that is too long or out of range"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"007", "0x1F", "0o17", "[{a: -01.5}]"})
  void refusesNumbersThatReadersDisagreeOn(String yaml) {
    assertThat(Loading.problems(Loading.withPart("default: " + yaml)))
        .singleElement()
        .asString()
        .contains("is an ambiguous number");
  }

  @ParameterizedTest
  @ValueSource(strings = {".inf", "-.INF", ".NaN", "{a: [+.Inf]}", "{a: .inf, b: 1}"})
  void refusesWhatJsonDoesNotHave(String yaml) {
    assertThat(Loading.problems(Loading.withPart("default: " + yaml)))
        .singleElement()
        .asString()
        .endsWith("must be JSON, which has neither infinity nor NaN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"${NONE}\"", "[1, \"${NONE}\"]"})
  void refusesAVariableThatIsNotSet(String yaml) {
    assertThat(Loading.problems(Loading.withPart("default: " + yaml)))
        .singleElement()
        .asString()
        .contains("the environment variable NONE is not set");
  }
}
