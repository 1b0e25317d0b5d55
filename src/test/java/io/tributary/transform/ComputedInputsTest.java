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
import io.tributary.scope.Clock;
import io.tributary.support.PartSettings;
import io.tributary.support.Requests;
import io.tributary.support.TestVertx;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputedInputsTest {
  private static final Config.Transforms LIMITS =
      new Config.Transforms(1, 3, 4, 1 << 20, 1 << 20, 16 << 20);

  private final Vertx vertx = TestVertx.create();
  private final Clock clock = Clock.of(vertx);
  private final Workers workers = await(Workers.start(vertx, LIMITS, clock, JobObserver.NONE));

  @AfterEach
  void close() {
    TestVertx.close(vertx);
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
    assertThat(compute(expression, orders))
        .isEqualTo(Map.of("ids", List.of(expected.split(",", -1))));
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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":{\"id\":7}} | /orders/a/id | 7",
        "{\"a\":[1,null,1,\"\\u0031\"]} | /orders/a | 1",
        "{\"a\":[{\"l\":[{\"p\":1},{\"p\":\"x\"}]},{\"l\":[]},{},{\"l\":[{\"p\":2}]}]} | /orders/a/*/l/*/p | 1,x,2",
        "[[1,2],[3]] | /orders/*/* | 1,2,3",
        "[{\"id\":1},7,{\"id\":{}},[],{\"id\":2}] | /orders/*/id | 1,2",
      })
  void placesAreReadFromTheBytes(String orders, String pointer, String expected) {
    assertThat(compute(places(pointer, false), orders))
        .isEqualTo(Map.of("ids", List.of(expected.split(",", -1))));
  }

  @ParameterizedTest
  @CsvSource({
    "{}, /orders/id",
    "'{\"id\":{}}', /orders/id",
    "7, /orders/*/id",
    "[7], /orders/*/id"
  })
  void whatIsNotAtAPlaceIsNoValueOrAFailureIfStrict(String orders, String pointer) {
    assertThat(compute(places(pointer, false), orders)).isEqualTo(Map.of("ids", List.of()));
    assertThat(reasonOf(() -> compute(places(pointer, true), orders))).isEqualTo(Reason.DEPENDENCY);
  }

  @Test
  void aLargeBodyIsReadOnAWorker() {
    String many = "[" + "{\"id\":\"a long name of an order\"},".repeat(10_000) + "{\"id\":2}]";
    assertThat(many.length()).isGreaterThan(ComputedInputs.MOST_ON_LOOP);
    assertThat(compute(places("/orders/*/id", false), many))
        .isEqualTo(Map.of("ids", List.of("a long name of an order", "2")));
    assertThat(compute("[for (.orders) .id]", many))
        .isEqualTo(Map.of("ids", List.of("a long name of an order", "2")));
  }

  /** Plain expressions are read from the bytes, and must give what JSLT gives. */
  @Test
  void plainExpressionsMeanWhatJsltMakesOfThem() {
    long seed = new Random().nextLong();
    System.out.println("plain expressions: seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      String orders = value(random, 4);
      for (String expression :
          List.of(
              ".orders",
              ".orders.a",
              " .orders.a.b ",
              "[for (.orders) .a]",
              "[ for(.orders.b).a.b ]")) {
        assertThat(PlainJslt.of(expression)).isPresent();
        assertThat(result(expression, orders))
            .as("%s of %s", expression, orders)
            .isEqualTo(result("let unused = 1 " + expression, orders));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".a.b + 1",
        "[for (.a) .b + 1]",
        ". | .a",
        "[.a]",
        "[for (.a) .b if (.c)]",
        ".a[0]"
      })
  void whatDoesMoreThanNamingPlacesIsNotPlain(String expression) {
    assertThat(PlainJslt.of(expression)).isEmpty();
  }

  private Object result(String expression, String orders) {
    try {
      return compute(expression, orders);
    } catch (RuntimeException failed) {
      return reasonOf(
          () -> {
            throw failed;
          });
    }
  }

  private static String value(Random random, int levels) {
    int kind = random.nextInt(levels == 0 ? 4 : 9);
    return switch (kind) {
      case 0 -> "null";
      case 1 -> "\"t\\u0041\"";
      case 2 -> "1.50";
      case 3 -> "true";
      case 4, 5 -> "[" + value(random, levels - 1) + "," + value(random, levels - 1) + "]";
      default ->
          "{\"a\":" + value(random, levels - 1) + ", \"b\" : " + value(random, levels - 1) + "}";
    };
  }

  private static Expression places(String pointer, boolean strict) {
    List<JsonPointer> levels = new ArrayList<>();
    for (String level : pointer.substring("/orders".length()).split("/[*]", -1)) {
      levels.add(JsonPointer.of(level));
    }
    return new Expression.Places("orders", levels, strict);
  }

  private Map<String, List<String>> compute(String expression, String orders) {
    return compute(new Expression.Jslt(expression), orders);
  }

  private Map<String, List<String>> compute(Expression expression, String orders) {
    ComputedInputs inputs =
        new ComputedInputs(
            PartSettings.at("/")
                .with(List.of(new PartConfig.Derived("ids", expression)))
                .needs("orders")
                .build(),
            List.of(),
            CompiledExpressions.of(
                expression instanceof Expression.Jslt(String text) ? List.of(text) : List.of()),
            LIMITS,
            workers);
    return onLoop(
            vertx,
            () ->
                inputs.compute(
                    Map.of("orders", Buffer.buffer(orders)),
                    new Inputs(Map.of(), MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT),
                    Requests.scope(Duration.ofSeconds(60), clock)))
        .orElseThrow()
        .values();
  }
}
