package io.tributary.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.config.AggregateConfig;
import io.tributary.config.PartConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackgroundMistakesTest {
  private static final String PART = "aggregates./aggregate.parts.users";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          background: 1                       | .background: must be true or false, not "1"
          mirror: 5%                          | .mirror: has no effect without background: true
          background: true, mirror: 5         | .mirror: must be text; put it in quotes
          background: true, mirror: 0%        | .mirror: must be a share of requests over 0% and up to 100%, such as 5%
          background: true, mirror: 101%      | .mirror: must be a share of requests over 0% and up to 100%, such as 5%
          background: true, mirror: some      | .mirror: must be a share of requests over 0% and up to 100%, such as 5%
          background: true, required: true    | .required: has no effect with background, as nobody sees the value
          background: true, default: 1        | .default: has no effect with background, as nobody sees the value
          background: true, fallback: orders  | .fallback: has no effect with background, as nobody sees the value
          background: true, keep: [id]        | .keep: has no effect with background, as nobody sees the value
          """)
  void areReportedForAPart(String keys, String problem) {
    assertThat(Loading.problems(Loading.withPart(keys)))
        .containsExactly(PART + problem.replaceFirst(": ", " (line 8): "));
  }

  @Test
  void areReportedForWhoUsesIt() {
    String orders = "path: /orders";
    String background = Loading.withPart("background: true");
    assertThat(
            Loading.problems(background.replace(orders, "path: \"/o{?x}\", with: { x: .users.x }")))
        .containsExactly(
            "aggregates./aggregate.parts.orders.with (line 9): cannot use the part users, which is"
                + " called in the background");
    assertThat(Loading.problems(background.replace(orders, orders + ", fallback: users")))
        .containsExactly(
            "aggregates./aggregate.parts.orders.fallback (line 9): cannot use the part users, which"
                + " is called in the background");
    assertThat(Loading.problems(background.replace(orders, orders + ", background: true")))
        .containsExactly(
            "aggregates./aggregate.parts (line 7): an aggregate needs at least one part that is not"
                + " in the background");
  }

  @Test
  void noneIsReportedForAShadow() {
    AggregateConfig aggregate =
        Loading.config(Loading.withPart("background: true, mirror: 2.5%")).aggregates().getFirst();
    assertThat(aggregate.parts()).extracting(PartConfig::name).containsExactly("orders");
    assertThat(aggregate.background()).extracting(PartConfig::mirror).containsExactly(2.5);
  }
}
