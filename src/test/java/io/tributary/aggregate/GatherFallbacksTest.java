package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatherFallbacksTest {
  private final CallFailedException broken = CallFailedException.badStatus(500);

  private final GatherFixture it = new GatherFixture();

  private Future<AggregateResult> users() {
    it.withFallback("users", "guests");
    it.onDemand("guests");
    it.part("orders");
    return it.gather();
  }

  @Test
  void isNotCalledWhileNothingHasFailed() {
    Future<AggregateResult> gathered = users();
    it.succeed("users", "[1]");
    assertThat(gathered.isComplete()).isFalse();
    it.clock.advance(Duration.ofMillis(10));
    it.succeed("orders", "[2]");
    assertThat(it.calls).containsOnlyKeys("users", "orders");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(values(gathered)).containsExactly("[1]", "null", "[2]");
    assertThat(gathered.result().parts().decider().part().name()).isEqualTo("orders");
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void itsValueTakesThePlaceOfThePartThatFailed() {
    Future<AggregateResult> gathered = users();
    it.succeed("orders", "[2]");
    it.clock.advance(Duration.ofMillis(30));
    it.fail("users", broken);
    assertThat(it.calls).containsKey("guests");
    assertThat(gathered.isComplete()).isFalse();
    it.clock.advance(Duration.ofMillis(20));
    it.succeed("guests", "[9]");
    PartResults parts = gathered.result().parts();
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(values(gathered)).containsExactly("[9]", "[9]", "[2]");
    assertThat(GatherFixture.outcome(gathered, 0).code()).isEqualTo("bad_status");
    assertThat(parts.all())
        .extracting(PartResult::elapsedNanos)
        .as("each its own call")
        .containsExactly(30_000_000L, 20_000_000L, 0L);
    assertThat(parts.slowestNanos()).as("one after the other").isEqualTo(50_000_000L);
    assertThat(parts.decider().part().name()).isEqualTo("guests");
  }

  @Test
  void theDefaultAppliesIfBothFail() {
    it.parts.add(
        it.part("users", false, List.of(), Optional.empty(), Optional.of(Buffer.buffer("[]"))));
    it.parts.set(0, GatherFixture.fallingBack(it.parts.getFirst(), "guests"));
    it.onDemand("guests");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("orders", "[2]");
    it.fail("users", broken);
    it.fail("guests", CallFailedException.timeout());
    assertThat(values(gathered)).containsExactly("[]", "null", "[2]");
    assertThat(GatherFixture.outcome(gathered, 0).code()).isEqualTo("bad_status");
    assertThat(GatherFixture.outcome(gathered, 1).code()).isEqualTo("timeout");
  }

  @Test
  void aRequiredPartWhoseFallbackSucceedsDoesNotFailTheAggregate() {
    it.parts.add(it.part("users", true, List.of(), Optional.empty(), Optional.empty()));
    it.parts.set(0, GatherFixture.fallingBack(it.parts.getFirst(), "guests"));
    it.onDemand("guests");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", broken);
    assertThat(gathered.isComplete()).isFalse();
    it.succeed("guests", "[9]");
    assertThat(gathered.result()).isInstanceOf(AggregateResult.Gathered.class);
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void aRequiredPartWhoseFallbackFailsFailsTheAggregateAtOnce() {
    it.parts.add(it.part("users", true, List.of(), Optional.empty(), Optional.empty()));
    it.parts.set(0, GatherFixture.fallingBack(it.parts.getFirst(), "guests"));
    it.onDemand("guests");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", broken);
    it.fail("guests", CallFailedException.timeout());
    assertThat(gathered.result())
        .isInstanceOfSatisfying(
            AggregateResult.RequiredPartFailed.class,
            result -> assertThat(result.failed().outcome().code()).isEqualTo("bad_status"));
    assertThat(it.cancelled("orders")).isTrue();
  }

  @Test
  void isCalledOnceForSeveralParts() {
    it.withFallback("a", "x");
    it.withFallback("b", "x");
    it.withFallback("c", "x");
    it.onDemand("x");
    Future<AggregateResult> gathered = it.gather();
    it.fail("a", broken);
    assertThat(it.started).containsExactly("a", "b", "c", "x");
    it.fail("b", broken);
    it.succeed("x", "[9]");
    assertThat(gathered.isComplete()).isFalse();
    it.fail("c", broken);
    assertThat(values(gathered)).containsExactly("[9]", "[9]", "[9]", "[9]");
    assertThat(it.started).containsExactly("a", "b", "c", "x");
  }

  @Test
  void aFallbackCanHaveAFallback() {
    it.withFallback("a", "b");
    it.withFallback("b", "c");
    it.parts.set(1, it.parts.get(1).onDemand(true));
    it.onDemand("c");
    Future<AggregateResult> gathered = it.gather();
    it.fail("a", broken);
    it.fail("b", broken);
    it.succeed("c", "[9]");
    assertThat(values(gathered)).containsExactly("[9]", "[9]", "[9]");
    assertThat(it.started).containsExactly("a", "b", "c");
  }

  @Test
  void partsThatNeedTheFailedOneReadTheFallback() {
    it.withFallback("users", "guests");
    it.onDemand("guests");
    List<Map<String, Buffer>> seen = new ArrayList<>();
    it.dependant(
        "orders",
        List.of("users"),
        bodies -> {
          seen.add(bodies);
          return Future.succeededFuture(Map.of("id", List.of("9")));
        });
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", broken);
    assertThat(it.calls).doesNotContainKey("orders");
    it.succeed("guests", "[9]");
    assertThat(seen).containsExactly(Map.of("users", Buffer.buffer("[9]")));
    it.succeed("orders", "[2]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
  }

  @Test
  void partsThatNeedAFallbackThatWasNotCalledAreSkipped() {
    it.withFallback("users", "guests");
    it.onDemand("guests");
    it.dependant("more", List.of("guests"), _ -> Future.succeededFuture(Map.of()));
    Future<AggregateResult> gathered = it.gather();
    it.succeed("users", "[1]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(GatherFixture.outcome(gathered, 2)).isInstanceOf(Outcome.Skipped.class);
    assertThat(it.started).containsExactly("users");
  }

  @Test
  void aFallbackWaitsForWhatItNeeds() {
    it.withFallback("users", "guests");
    it.part("tenant");
    it.dependant(
        "guests", List.of("tenant"), _ -> Future.succeededFuture(Map.of("id", List.of("9"))));
    it.parts.set(2, it.parts.get(2).onDemand(true));
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", broken);
    assertThat(it.started).containsExactly("users", "tenant");
    it.succeed("tenant", "[1]");
    assertThat(it.started).containsExactly("users", "tenant", "guests");
    it.succeed("guests", "[9]");
    assertThat(values(gathered)).containsExactly("[9]", "[1]", "[9]");
  }

  @Test
  void aChosenPartCallsWhatOnlyItsFallbackNeedsOnDemand() {
    it.withFallback("users", "guests");
    it.part("tenant");
    it.dependant(
        "guests", List.of("tenant"), _ -> Future.succeededFuture(Map.of("id", List.of("9"))));
    Future<AggregateResult> gathered = it.gather(plan -> plan.only(Set.of("users")));
    assertThat(it.started).containsExactly("users");
    it.fail("users", broken);
    assertThat(it.started).containsExactly("users", "tenant");
    it.succeed("tenant", "[1]");
    it.succeed("guests", "[9]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(gathered.result().parts().all().getFirst().value()).contains(Buffer.buffer("[9]"));
  }

  @Test
  void aChosenPartWhoseFallbackIsNotNeededCallsNothingElse() {
    it.withFallback("users", "guests");
    it.part("tenant");
    it.dependant("guests", List.of("tenant"), _ -> Future.succeededFuture(Map.of()));
    Future<AggregateResult> gathered = it.gather(plan -> plan.only(Set.of("users")));
    it.succeed("users", "[1]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(it.started).containsExactly("users");
  }

  @Test
  void aChosenFallbackIsCalledAtOnceIfItsPartIsNotChosen() {
    it.withFallback("users", "guests");
    it.onDemand("guests");
    Future<AggregateResult> gathered = it.gather(plan -> plan.only(Set.of("guests")));
    assertThat(it.started).containsExactly("guests");
    it.succeed("guests", "[9]");
    assertThat(gathered.isComplete()).isTrue();
  }

  @Test
  void withoutTimeLeftItIsNotCalled() {
    Future<AggregateResult> gathered = users();
    it.succeed("orders", "[2]");
    it.clock.advance(GatherFixture.DEADLINE.minusMillis(100)); // the reserve is longer
    it.fail("users", CallFailedException.timeout());
    assertThat(it.started).containsExactly("users", "orders");
    assertThat(GatherFixture.outcome(gathered, 0).code()).isEqualTo("timeout");
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void withoutTimeLeftForTheOnlyFallbackTheGatherEnds() {
    it.withFallback("users", "guests");
    it.onDemand("guests");
    Future<AggregateResult> gathered = it.gather();
    it.clock.advance(GatherFixture.DEADLINE.minusMillis(100));
    it.fail("users", CallFailedException.timeout());
    assertThat(it.started).containsExactly("users");
    assertThat(gathered.result()).isInstanceOf(AggregateResult.NothingSucceeded.class);
    assertThat(GatherFixture.outcome(gathered, 0).code()).isEqualTo("timeout");
    assertThat(gathered.result().parts().decider().part().name()).isEqualTo("users");
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void withoutTimeLeftForAnyFallbackTheGatherEnds() {
    for (String name : List.of("a", "b", "c")) {
      it.withFallback(name, "x" + name);
      it.onDemand("x" + name);
    }
    Future<AggregateResult> gathered = it.gather();
    it.clock.advance(GatherFixture.DEADLINE.minusMillis(100));
    for (String name : List.of("a", "c", "b")) {
      it.fail(name, CallFailedException.timeout());
    }
    assertThat(gathered.result()).isInstanceOf(AggregateResult.NothingSucceeded.class);
    assertThat(gathered.result().parts().decider().part().name()).isEqualTo("b");
  }

  @Test
  void withoutTimeLeftForTheFallbackOfARequiredPartTheAggregateFails() {
    it.parts.add(it.part("users", true, List.of(), Optional.empty(), Optional.empty()));
    it.parts.set(0, GatherFixture.fallingBack(it.parts.getFirst(), "guests"));
    it.onDemand("guests");
    Future<AggregateResult> gathered = it.gather();
    it.clock.advance(GatherFixture.DEADLINE.minusMillis(100));
    it.fail("users", CallFailedException.timeout());
    assertThat(gathered.result()).isInstanceOf(AggregateResult.RequiredPartFailed.class);
  }

  /** Or the client would wait, and its request would be in flight, for ever. */
  @Test
  void aBugWhileAPartSettlesFailsTheGather() {
    it.part("users");
    AggregateObserver broken =
        new AggregateObserver() {
          @Override
          public void partSettled(Plan plan, PartResult result, Scope scope) {
            throw new IllegalStateException("bug");
          }
        };
    Future<AggregateResult> gathered = it.gather(plan -> plan, broken);
    it.succeed("users", "[1]");
    assertThat(gathered.cause()).hasMessage("bug");
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void atTheDeadlineAFailedPartKeepsItsOwnFailureAndWhatWasNotCalledIsSkipped() {
    it.withFallback("users", "guests");
    it.onDemand("guests");
    it.withFallback("orders", "others");
    it.onDemand("others");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", broken);
    it.clock.advance(GatherFixture.DEADLINE);
    assertThat(gathered.result().parts().all())
        .extracting(part -> part.outcome().code())
        .containsExactly("bad_status", "timeout", "timeout", "skipped");
    assertThat(it.cancelled("guests")).isTrue();
  }

  @Test
  void aClientThatLeavesEndsTheFallback() {
    Future<AggregateResult> gathered = users();
    it.fail("users", broken);
    it.scope.cancel();
    assertThat(gathered.result()).isInstanceOf(AggregateResult.Cancelled.class);
    assertThat(it.cancelled("guests")).isTrue();
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void partsThatWaitForEachOthersFallbacksEnd() {
    it.part("a");
    it.dependant("p", List.of("y"), _ -> Future.succeededFuture(Map.of()));
    it.dependant("q", List.of("x"), _ -> Future.succeededFuture(Map.of()));
    it.parts.set(1, GatherFixture.fallingBack(it.parts.get(1), "x"));
    it.parts.set(2, GatherFixture.fallingBack(it.parts.get(2), "y"));
    it.onDemand("x");
    it.onDemand("y");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("a", "[1]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(it.started).containsExactly("a");
  }

  private static List<String> values(Future<AggregateResult> gathered) {
    return gathered.result().parts().bodies().values().stream().map(Buffer::toString).toList();
  }
}
