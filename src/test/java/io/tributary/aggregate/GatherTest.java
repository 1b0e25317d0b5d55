package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.ByteBudget;
import io.tributary.scope.Scope;
import io.tributary.support.Requests;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class GatherTest {
  private final GatherFixture it = new GatherFixture();

  @Test
  void startsEveryPartAtOnce() {
    it.part("users");
    it.part("orders");
    it.part("products");
    Future<AggregateResult> gathered = it.gather();
    assertThat(it.calls).containsOnlyKeys("users", "orders", "products");
    assertThat(gathered.isComplete()).isFalse();
  }

  @Test
  void isCompleteWhenEveryPartSucceeds() {
    it.part("users");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.clock.advance(Duration.ofMillis(40));
    it.succeed("orders", "[2]");
    it.clock.advance(Duration.ofMillis(10));
    it.succeed("users", "[1]");
    AggregateResult result = gathered.result();
    assertThat(result.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(result.parts().all())
        .extracting(one -> one.part().name())
        .containsExactly("users", "orders");
    assertThat(result.parts().all())
        .extracting(PartResult::elapsedNanos)
        .containsExactly(50_000_000L, 40_000_000L);
    assertThat(result.parts().decider().part().name()).isEqualTo("users");
    assertThat(result.parts().slowestNanos()).isEqualTo(50_000_000L);
    assertThat(result.parts().bodies())
        .containsExactly(
            Map.entry("users", Buffer.buffer("[1]")), Map.entry("orders", Buffer.buffer("[2]")));
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void keepsTheOthersWhenOneFails() {
    it.part("users");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", CallFailedException.badStatus(500));
    assertThat(gathered.isComplete()).as("waits for the other").isFalse();
    it.succeed("orders", "[2]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(GatherFixture.outcome(gathered, 0))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.BAD_STATUS);
              assertThat(failure.status()).hasValue(500);
            });
    assertThat(it.cancelled("orders")).isFalse();
  }

  @Test
  void isNoneWhenEveryPartFails() {
    it.part("users");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", CallFailedException.timeout());
    it.fail("orders", CallFailedException.timeout());
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.NONE);
    assertThat(gathered.result()).isInstanceOf(AggregateResult.NothingSucceeded.class);
  }

  @Test
  void answersAtOnceWhenARequiredPartFailsAndCancelsTheOthers() {
    it.parts.add(it.part("users", true, List.of(), Optional.empty(), Optional.empty()));
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", CallFailedException.badStatus(404));
    assertThat(gathered.isComplete()).isTrue();
    assertThat(it.cancelled("orders")).isTrue();
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(gathered.result())
        .isInstanceOfSatisfying(
            AggregateResult.RequiredPartFailed.class,
            result -> assertThat(result.failed().part().name()).isEqualTo("users"));
    assertThat(gathered.result().parts().decider().part().name()).isEqualTo("users");
  }

  @Test
  void keepsWhatSucceededBeforeARequiredPartFailed() {
    it.parts.add(it.part("users", true, List.of(), Optional.empty(), Optional.empty()));
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("orders", "[2]");
    it.fail("users", CallFailedException.timeout());
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Success.class);
  }

  @Test
  void aLateAnswerChangesNothing() {
    it.parts.add(it.part("users", true, List.of(), Optional.empty(), Optional.empty()));
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", CallFailedException.timeout());
    AggregateResult before = gathered.result();
    it.succeed("orders", "[2]");
    assertThat(gathered.result()).isEqualTo(before);
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void aPartThatNeverSettlesIsATimeoutAtTheDeadline() {
    it.part("users");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("users", "[1]");
    it.clock.advance(GatherFixture.DEADLINE.minusMillis(1));
    assertThat(gathered.isComplete()).isFalse();
    it.clock.advance(Duration.ofMillis(1));
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(GatherFixture.outcome(gathered, 1))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(it.cancelled("orders")).isTrue();
  }

  @Test
  void aPartGetsItsTimeoutOrTheDeadlineLessTheReserve() {
    it.part("quick", Duration.ofMillis(100));
    it.part("slow", Duration.ofSeconds(2));
    Future<AggregateResult> gathered = it.gather();
    assertThat(it.millisLeft("quick")).isEqualTo(100);
    assertThat(it.millisLeft("slow")).isEqualTo(1800);
    assertThat(gathered.isComplete()).isFalse();
  }

  @Test
  void aBugIsAnInternalFailureOfItsPartOnly() {
    IllegalStateException bug = new IllegalStateException("ours");
    it.parts.add(
        new Part(
            "users",
            false,
            Optional.empty(),
            GatherFixture.DEADLINE,
            List.of(),
            Optional.empty(),
            (_, _) -> {
              throw bug;
            }));
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("orders", "[2]");
    assertThat(GatherFixture.outcome(gathered, 0))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.INTERNAL);
              assertThat(failure.bug()).contains(bug);
              assertThat(failure.message()).doesNotContain("ours");
            });
  }

  @Test
  void aClientThatLeavesEndsTheGatherAndItsCalls() {
    it.part("users");
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.succeed("users", "[1]");
    it.scope.cancel();
    assertThat(gathered.result()).isInstanceOf(AggregateResult.Cancelled.class);
    assertThat(GatherFixture.outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void aDefaultStandsInForAFailedPart() {
    it.parts.add(
        it.part("users", false, List.of(), Optional.empty(), Optional.of(Buffer.buffer("[]"))));
    it.part("orders");
    Future<AggregateResult> gathered = it.gather();
    it.fail("users", CallFailedException.timeout());
    it.fail("orders", CallFailedException.timeout());
    assertThat(gathered.result().parts().all().get(0).value()).contains(Buffer.buffer("[]"));
    assertThat(gathered.result().parts().bodies()).containsEntry("orders", Buffer.buffer("null"));
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.NONE);
  }

  @Test
  @DisplayName("A1: the result of a transform counts against the bytes in flight")
  void chargesWhatATransformReturns() {
    it.part("users");
    ByteBudget budget = new ByteBudget(1000);
    Scope scope = Scope.of(it.scope.deadline(), it.scope.trace(), budget.open());
    TransformCall enlarge = (_, _) -> Future.succeededFuture(Buffer.buffer("x".repeat(600)));
    Plan plan =
        new Plan("/aggregate", it.parts, Optional.of(enlarge), 200, CachePolicy.NO_STORE, "");
    Inputs inputs = new Inputs(Map.of(), MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT);
    Future<AggregateResult> first = Gather.run(plan, inputs, scope, AggregateObserver.NONE);
    it.succeed("users", "[1]");
    assertThat(first.result()).isInstanceOf(AggregateResult.Transformed.class);
    assertThat(budget.used()).isEqualTo(600);
    Future<AggregateResult> second = Gather.run(plan, inputs, scope, AggregateObserver.NONE);
    it.succeed("users", "[1]");
    assertThat(second.result())
        .isInstanceOfSatisfying(
            AggregateResult.TransformFailed.class,
            failed -> assertThat(failed.reason()).isEqualTo(Reason.REJECTED));
    scope.bytes().close();
    assertThat(budget.used()).isZero();
  }
}
