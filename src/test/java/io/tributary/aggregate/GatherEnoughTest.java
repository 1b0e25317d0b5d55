package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatherEnoughTest {
  private final GatherFixture it = new GatherFixture();

  GatherEnoughTest() {
    it.part("a");
    it.part("b");
    it.part("c");
  }

  @Test
  void theOthersAreCancelledAndSkippedAndTheAnswerIsComplete() {
    it.part("d");
    Future<AggregateResult> gathered = it.gatherEnough(2, "a", "b", "c");
    it.succeed("c", "[3]");
    assertThat(it.cancelled("b")).isFalse();
    it.clock.advance(Duration.ofMillis(10));
    it.succeed("a", "[1]");
    assertThat(it.cancelled("b")).isTrue();
    assertThat(it.cancelled("d")).isFalse();
    assertThat(gathered.isComplete()).as("waits for what is not of the group").isFalse();
    it.succeed("d", "[4]");
    assertThat(outcomes(gathered)).containsExactly("success", "skipped", "success", "success");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(it.clock.timers()).isZero();
  }

  @Test
  void theLastThatWasNeededDecides() {
    Future<AggregateResult> gathered = it.gatherEnough(1, "a", "b", "c");
    it.succeed("b", "[2]");
    assertThat(outcomes(gathered)).containsExactly("skipped", "success", "skipped");
    assertThat(gathered.result().parts().decider().part().name()).isEqualTo("b");
    it.succeed("a", "[1]");
    assertThat(outcomes(gathered)).containsExactly("skipped", "success", "skipped");
  }

  @Test
  void aFailureBeforeOrAfterChangesNothing() {
    Future<AggregateResult> gathered = it.gatherEnough(2, "a", "b", "c");
    it.fail("b", CallFailedException.badStatus(500));
    it.succeed("a", "[1]");
    assertThat(gathered.isComplete()).isFalse();
    it.succeed("c", "[3]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    PartResult failed = gathered.result().parts().all().get(1);
    assertThat(failed.outcome().code()).as("what happened is kept").isEqualTo("bad_status");
    assertThat(gathered.result().parts().isExcused(failed)).isTrue();
  }

  @Test
  void tooFewSuccessesAreFailuresAsUsual() {
    Future<AggregateResult> gathered = it.gatherEnough(2, "a", "b", "c");
    it.fail("b", CallFailedException.badStatus(500));
    it.fail("a", CallFailedException.timeout());
    it.succeed("c", "[3]");
    assertThat(outcomes(gathered)).containsExactly("timeout", "bad_status", "success");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(gathered.result().parts().all()).noneMatch(gathered.result().parts()::isExcused);
  }

  @Test
  void aPartThatStillWaitsForItsInputsIsNotCalled() {
    Promise<Map<String, List<String>>> computed = Promise.promise();
    it.part("first");
    it.dependant("late", List.of("first"), _ -> computed.future());
    it.dependant("later", List.of("first"), _ -> Future.succeededFuture(Map.of()));
    it.part("other");
    it.dependant("last", List.of("other"), _ -> Future.succeededFuture(Map.of()));
    Future<AggregateResult> gathered = it.gatherEnough(1, "a", "late", "last");
    it.succeed("first", "[]");
    it.succeed("a", "[1]");
    computed.complete(Map.of("id", List.of("1")));
    it.succeed("other", "[]");
    assertThat(it.started).doesNotContain("late", "last").contains("later");
    List.of("b", "c", "later").forEach(part -> it.succeed(part, "[]"));
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
  }

  @Test
  void aClientThatChoosesNoMoreThanThatGetsAllItChooses() {
    Plan plan =
        new Plan(
            "/a",
            it.parts,
            Optional.empty(),
            200,
            CachePolicy.NO_STORE,
            "",
            Optional.of(new Enough(List.of("a", "b", "c"), 1)),
            List.of(),
            DataForm.SLOTS,
            HeaderRules.NONE);
    assertThat(plan.only(Set.of("a")).enough()).isEmpty();
    assertThat(plan.only(Set.of("a", "c")).enough()).contains(new Enough(List.of("a", "c"), 1));
  }

  private static List<String> outcomes(Future<AggregateResult> gathered) {
    return gathered.result().parts().all().stream().map(one -> one.outcome().code()).toList();
  }
}
