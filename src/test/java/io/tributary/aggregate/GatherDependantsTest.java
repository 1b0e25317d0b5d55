package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatherDependantsTest {
  private final GatherFixture it = new GatherFixture();

  @Test
  void startsADependantWithInputsComputedFromWhatItNeeds() {
    it.part("orders");
    List<Map<String, Buffer>> seen = new ArrayList<>();
    it.dependant(
        "products",
        List.of("orders"),
        bodies -> {
          seen.add(bodies);
          return Future.succeededFuture(Map.of("ids", List.of("p1", "p2")));
        });
    Future<AggregateResult> gathered = it.gather();
    assertThat(it.calls).containsOnlyKeys("orders");
    it.clock.advance(Duration.ofMillis(30));
    it.succeed("orders", "[7]");
    assertThat(seen).containsExactly(Map.of("orders", Buffer.buffer("[7]")));
    assertThat(it.calls).containsKey("products");
    it.clock.advance(Duration.ofMillis(20));
    it.succeed("products", "[8]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(gathered.result().parts().all().get(1).elapsedNanos()).isEqualTo(20_000_000L);
    assertThat(gathered.result().parts().slowestNanos()).as("the chain").isEqualTo(50_000_000L);
  }

  @Test
  void startsEachDependantOnceHoweverSoonResponsesCome() {
    List<String> started = new ArrayList<>();
    dependantThatAnswersAtOnce("d", List.of("a"), started);
    dependantThatAnswersAtOnce("c", List.of("a", "d"), started);
    dependantThatAnswersAtOnce("e", List.of("c"), started);
    it.part("a");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("a", "[1]");
    assertThat(started).containsExactly("d", "c", "e");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
  }

  private void dependantThatAnswersAtOnce(String name, List<String> needs, List<String> started) {
    DependentInputs inputs =
        (bodies, client, _) ->
            Future.succeededFuture(
                Optional.of(client.with(Map.of("n", List.of(bodies.keySet().toString())))));
    PartCall call =
        (_, _) -> {
          started.add(name);
          return Future.succeededFuture(new Outcome.Success(Buffer.buffer("[]")));
        };
    it.parts.add(
        new Part(
            name,
            false,
            Optional.empty(),
            GatherFixture.DEADLINE,
            needs,
            Optional.of(inputs),
            call));
  }

  @Test
  void aDependantOfAFailedPartFailsWithIt() {
    it.part("orders");
    it.dependant("products", List.of("orders"), _ -> Future.succeededFuture(Map.of()));
    Future<AggregateResult> gathered = it.gather();
    it.fail("orders", CallFailedException.timeout());
    assertThat(it.calls).doesNotContainKey("products");
    assertThat(GatherFixture.outcome(gathered, 1))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.DEPENDENCY);
              assertThat(failure.message())
                  .isEqualTo("the part orders, which it depends on, failed");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"users,orders,skipped", "skipped,users,orders"})
  void aDependantNamesAllThatFailedWhateverElseIsMissing(String needs) {
    it.part("users");
    it.part("orders");
    it.dependant("skipped", List.of("ids"), _ -> Future.succeededFuture(Map.of("ids", List.of())));
    it.part("ids");
    it.dependant("last", List.of(needs.split(",")), _ -> Future.succeededFuture(Map.of()));
    Future<AggregateResult> gathered = it.gather();
    it.fail("orders", CallFailedException.timeout());
    it.succeed("ids", "[]");
    it.fail("users", CallFailedException.timeout());
    assertThat(GatherFixture.outcome(gathered, 4))
        .isEqualTo(
            new Outcome.Failure(
                Reason.DEPENDENCY, "the parts users and orders, which it depends on, failed"));
  }

  @Test
  void aDependantWithNothingToAskForIsSkippedAndSoAreItsOwn() {
    it.part("orders");
    it.dependant(
        "products", List.of("orders"), _ -> Future.succeededFuture(Map.of("ids", List.of())));
    it.dependant("stock", List.of("products"), _ -> Future.succeededFuture(Map.of()));
    Future<AggregateResult> gathered = it.gather();
    it.succeed("orders", "[]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(GatherFixture.outcome(gathered, 2)).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void inputsThatCannotBeComputedFailTheirPart() {
    it.part("orders");
    it.dependant(
        "products",
        List.of("orders"),
        _ -> Future.failedFuture(new CallFailedException(Reason.REJECTED, "full")));
    Future<AggregateResult> gathered = it.gather();
    it.succeed("orders", "[]");
    assertThat(GatherFixture.outcome(gathered, 1).code()).isEqualTo("rejected");
  }

  @Test
  void whatIsNotWantedIsSkippedWithAllThatNeedIt() {
    Promise<Optional<Inputs>> decided = Promise.promise();
    it.parts.add(
        it.part(
            "a", true, List.of(), Optional.of((_, _, _) -> decided.future()), Optional.empty()));
    it.dependant("b", List.of("a"), _ -> Future.succeededFuture(Map.of()));
    it.part("c");
    Future<AggregateResult> gathered = it.gather();
    decided.complete(Optional.empty());
    it.succeed("c", "[]");
    assertThat(GatherFixture.outcome(gathered, 0).code()).isEqualTo("skipped");
    assertThat(GatherFixture.outcome(gathered, 1).code()).isEqualTo("skipped");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(it.calls).containsOnlyKeys("c");
  }

  @Test
  void theTimeThatInputsTakeIsNotThatOfTheirCall_B11() {
    Promise<Map<String, List<String>>> computed = Promise.promise();
    it.part("users");
    it.parts.add(
        new Part(
            "orders",
            false,
            Optional.empty(),
            Duration.ofMillis(300),
            List.of("users"),
            Optional.of((_, client, _) -> computed.future().map(client::with).map(Optional::of)),
            it.call("orders")));
    Future<AggregateResult> gathered = it.gather();
    it.succeed("users", "[]");
    it.clock.advance(Duration.ofMillis(500)); // longer than the call may take
    computed.complete(Map.of("ids", List.of("1")));
    assertThat(it.millisLeft("orders")).isEqualTo(300);
    it.clock.advance(Duration.ofMillis(100));
    it.succeed("orders", "[]");
    PartResult orders = gathered.result().parts().all().get(1);
    assertThat(orders.outcome()).isInstanceOf(Outcome.Success.class);
    assertThat(orders.elapsedNanos()).isEqualTo(Duration.ofMillis(100).toNanos());
  }

  @Test
  void aDependantOfTwoPartsWaitsForBoth() {
    it.part("users");
    it.part("orders");
    it.dependant(
        "products",
        List.of("users", "orders"),
        bodies -> Future.succeededFuture(Map.of("ids", List.of("x"))));
    Future<AggregateResult> gathered = it.gather();
    it.succeed("orders", "[1]");
    assertThat(it.calls).doesNotContainKey("products");
    it.succeed("users", "[2]");
    assertThat(it.calls).containsKey("products");
    assertThat(gathered.isComplete()).isFalse();
  }
}
