package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.EnoughConfig;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnoughMistakesTest {
  private static final String YAML =
      """
      backends: { b: { url: "http://b.example" } }
      aggregates:
        /a:
          enough: { @enough }
          parts:
            one: { backend: b, path: /one }
            two: { backend: b, path: /two, required: true }
            three: { backend: b, path: /three, fallback: four }
            four: { backend: b, path: /four }
            five: { backend: b, path: "/five{?x}", with: { x: .six.x } }
            six: { backend: b, path: /six }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          of: [one, fiev], count: 1      | .of[1]: there is no part "fiev"; did you mean five?
          of: [one, one], count: 1       | .of[1]: is there twice
          of: [one], count: 1            | .of: must name at least two parts
          of: one, count: 1              | .of: must be a list, not a single value
          count: 1                       | .of: is missing
          of: [one, five]                | .count: is missing
          of: [one, five], count: 2      | .count: must be a whole number from 1 to 1, not "2"
          of: [one, five], count: 0      | .count: must be a whole number from 1 to 1, not "0"
          of: [one, five], count: 1, x: 1 | .x: unknown key; known keys are of, count
          of: [one, two], count: 1       | .of[1]: the part two is required, so it is always awaited
          of: [one, three], count: 1     | .of[1]: the part three has a fallback, but here the other parts are that
          of: [one, four], count: 1      | .of[1]: the part four is the fallback of three
          of: [one, six], count: 1       | .of[1]: the part five needs six, so it is awaited
          """)
  void areReported(String enough, String problem) {
    assertThat(Loading.problems(YAML.replace("@enough", enough)))
        .containsExactly("aggregates./a.enough" + problem.replaceFirst(": ", " (line 4): "));
  }

  @Test
  void noneIsReportedForPartsThatNobodyElseNeeds() {
    assertThat(
            Loading.config(YAML.replace("@enough", "of: [one, five], count: 1"))
                .aggregates()
                .getFirst()
                .enough())
        .contains(new EnoughConfig(List.of("one", "five"), 1));
  }
}
