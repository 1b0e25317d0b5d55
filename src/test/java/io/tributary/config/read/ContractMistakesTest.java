package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContractMistakesTest {
  private static final String PART = "aggregates./aggregate.parts.users";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          enforce: fail                        | enforce: needs a schema
          enforceSample: 0.5                   | enforceSample: has no effect without enforce: warn or fail
          enforce: off, enforceSample: 0.5     | enforceSample: has no effect without enforce: warn or fail
          """)
  void areReportedForContracts(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys)))
        .containsExactly(PART + "." + problem.replaceFirst(": ", " (line 8): "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          enforce: maybe                       | enforce: must be
          enforce: warn, enforceSample: 0      | enforceSample: must be above 0
          enforce: warn, enforceSample: 1.5    | enforceSample: must be a number from 0 to 1
          """)
  void areReportedForValues(String keys, String problem) {
    String start = PART + "." + problem.replaceFirst(": ", " (line 8): ");
    assertThat(Loading.problems(Loading.withPart(keys))).anyMatch(one -> one.startsWith(start));
  }
}
