package io.tributary.transform;

import static io.tributary.support.Failures.reasonOf;
import static io.tributary.support.TestVertx.await;
import static io.tributary.support.TestVertx.onLoop;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Reason;
import io.tributary.config.Config;
import io.tributary.config.Expression;
import io.tributary.config.JsonPointer;
import io.tributary.config.PartConfig;
import io.tributary.config.input.InputConfig;
import io.tributary.config.input.Numeric;
import io.tributary.config.input.OneOf;
import io.tributary.config.input.ValueRule;
import io.tributary.scope.Clock;
import io.tributary.support.PartSettings;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conditions, and what expressions see of the client's inputs. */
class ConditionTest {
  private static final Config.Transforms LIMITS =
      new Config.Transforms(1, 3, 4, 1 << 20, 1 << 20, 16 << 20);
  private static final List<InputConfig> DECLARED =
      List.of(
          input("page", OptionalInt.empty(), Numeric.INT_64),
          input("tags", OptionalInt.of(9)),
          input("full", OptionalInt.empty(), OneOf.TRUTH),
          input("name", OptionalInt.empty()),
          input("none", OptionalInt.empty()));

  private final Vertx vertx = TestVertx.create();
  private final Clock clock = Clock.of(vertx);
  private final Workers workers = await(Workers.start(vertx, LIMITS, clock, JobObserver.NONE));

  @AfterEach
  void close() {
    TestVertx.close(vertx);
  }

  private static InputConfig input(String name, OptionalInt maxItems, ValueRule... rules) {
    return new InputConfig(
        name, InputConfig.Source.QUERY, name, maxItems, false, List.of(), List.of(rules));
  }

  /** The bytes give what JSLT gives, whose rule it is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true           | true",
        "false          | false",
        "null           | false",
        "0              | false",
        "-0             | false",
        "0.00e7         | false",
        "1e-3           | true",
        "12345678901234567890 | true",
        "\"\"           | false",
        "\"0\"          | true",
        "\"\\u0041\"    | true",
        "[ ]            | false",
        "[null]         | true",
        "{ }            | false",
        "{\"a\":null}   | true",
      })
  void whatIsTrueIsTheRuleOfJslt(String value, boolean expected) {
    String orders = "{\"a\": " + value + " }";
    assertThat(holds(jslt(".orders.a"), orders)).isEqualTo(expected);
    assertThat(holds(jslt("let unused = 1 .orders.a"), orders)).isEqualTo(expected);
    assertThat(holds(new Expression.Places("orders", List.of(JsonPointer.of("/a")), true), orders))
        .isEqualTo(expected);
  }

  @Test
  void whatIsNotThereIsNotTrueUnlessItMustBe() {
    assertThat(holds(jslt(".orders.b"), "{}")).isFalse();
    assertThat(holds(jslt(".orders.b.c"), "[1]")).isFalse();
    Expression strict = new Expression.Places("orders", List.of(JsonPointer.of("/b")), true);
    assertThat(reasonOf(() -> holds(strict, "{}"))).isEqualTo(Reason.DEPENDENCY);
  }

  @Test
  void severalPlacesHoldIfOneHasAValue() {
    Expression each =
        new Expression.Places("orders", List.of(JsonPointer.of(""), JsonPointer.of("/id")), false);
    assertThat(holds(each, "[{\"id\":null},{\"id\":0}]")).isTrue();
    assertThat(holds(each, "[{\"id\":null},{}]")).isFalse();
    assertThat(holds(jslt("[for (.orders) .id]"), "[{}]")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$inputs.page == 2",
        "$inputs.page + 1 == 3",
        "size($inputs.tags) == 2 and $inputs.tags[1] == \"b\\\"\"",
        "$inputs.full",
        "$inputs.full == true",
        "$inputs.name == \"7\"",
        "not($inputs.none)",
        "is-object($inputs) and size($inputs) == 5",
        "def f(x) $x == $inputs.page f(2)",
        "any([for (.orders) . == $inputs.page])",
        "let inputs = {\"page\": 9} $inputs.page == 9",
      })
  void expressionsSeeTheInputsAsTheyAreDeclared(String expression) {
    assertThat(holds(jslt(expression), "[1,2]")).isTrue();
  }

  @Test
  void aLargeBodyIsReadOnAWorker() {
    String large = "{\"a\":[1],\"b\":\"" + "x".repeat(ComputedInputs.MOST_ON_LOOP) + "\"}";
    assertThat(holds(jslt(".orders.a"), large)).isTrue();
    assertThat(holds(jslt(".orders.c"), large)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error(\"no\")", "number(.orders)", "def f(x) f($x + 1) f(.orders)"})
  void oneThatThrowsOrDoesNotEndFailsItsPart(String expression) {
    assertThat(reasonOf(() -> holds(jslt(expression), "\"x\""))).isEqualTo(Reason.DEPENDENCY);
  }

  /** Otherwise a part would fail for values that it does not need. */
  @Test
  void valuesAreNotComputedIfItDoesNotHold() {
    PartConfig.Derived wrong = new PartConfig.Derived("ids", jslt(".orders.a"));
    for (String when : List.of("$inputs.none", "$inputs.none or false")) {
      assertThat(compute(List.of(wrong), jslt(when), "{\"a\":{\"b\":1}}")).isEmpty();
    }
    assertThat(compute(List.of(wrong), jslt("$inputs.full"), "{\"a\":[7]}"))
        .hasValueSatisfying(all -> assertThat(all).containsEntry("ids", List.of("7")));
  }

  private static Expression jslt(String text) {
    return new Expression.Jslt(text);
  }

  private boolean holds(Expression when, String orders) {
    return compute(List.of(), when, orders).isPresent();
  }

  private Optional<Map<String, List<String>>> compute(
      List<PartConfig.Derived> values, Expression when, String orders) {
    List<String> texts =
        Stream.concat(values.stream().map(PartConfig.Derived::expression), Stream.of(when))
            .filter(Expression.Jslt.class::isInstance)
            .map(one -> ((Expression.Jslt) one).text())
            .toList();
    ComputedInputs computed =
        new ComputedInputs(
            PartSettings.at("/").with(values).needs("orders").when(when).build(),
            DECLARED,
            CompiledExpressions.of(texts),
            LIMITS,
            workers);
    Inputs inputs =
        new Inputs(
            Map.of(
                "page", List.of("2"),
                "tags", List.of("a", "b\""),
                "full", List.of("true"),
                "name", List.of("7")),
            MultiMap.caseInsensitiveMultiMap(),
            Requests.CLIENT);
    return onLoop(
            vertx,
            () ->
                computed.compute(
                    Map.of("orders", Buffer.buffer(orders)),
                    inputs,
                    Requests.scope(Duration.ofSeconds(60), clock)))
        .map(Inputs::values);
  }
}
