package io.tributary.transform;

import static io.tributary.support.Failures.reasonOf;
import static io.tributary.support.TestVertx.await;
import static io.tributary.support.TestVertx.onLoop;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.scope.Clock;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsltInputsTest {
  private static final Config.Transforms LIMITS =
      new Config.Transforms(1, 3, 4, 1 << 20, 1 << 20, 16 << 20);

  private final Vertx vertx = TestVertx.create();
  private final Clock clock = Clock.of(vertx);
  private final Workers workers = await(Workers.start(vertx, LIMITS, clock, JobObserver.NONE));

  @AfterEach
  void close() {
    await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"id\":\"a\"},{\"id\":\"b\"}] | [for (.orders) .id] | a,b",
        "[3,1,3,2,1]                     | .orders             | 3,1,2",
        "{\"n\":7}                       | .orders.n           | 7",
        "[true,1.50]                     | .orders             | true,1.50",
      })
  void makesTextsOfScalarsWithoutRepeatingOne(String orders, String expression, String expected) {
    assertThat(compute(expression, orders)).isEqualTo(Map.of("ids", List.of(expected.split(","))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[] | .orders", "null | .orders", "{} | .orders.missing", "[null] | .orders"})
  void nothingIsAnEmptyList(String orders, String expression) {
    assertThat(compute(expression, orders)).isEqualTo(Map.of("ids", List.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[[1]] | .orders", "{\"a\":1} | .orders", "1 | error(\"no\")"})
  void anInputThatCannotBeComputedFailsItsPart(String orders, String expression) {
    assertThat(reasonOf(() -> compute(expression, orders))).isEqualTo(Reason.DEPENDENCY);
  }

  private Map<String, List<String>> compute(String expression, String orders) {
    JsltInputs inputs =
        new JsltInputs(
            Map.of("ids", expression),
            CompiledExpressions.of(List.of(expression)),
            LIMITS,
            workers);
    return onLoop(
        vertx,
        () ->
            inputs.compute(
                Map.of("orders", Buffer.buffer(orders)),
                Requests.scope(Duration.ofSeconds(5), clock)));
  }
}
