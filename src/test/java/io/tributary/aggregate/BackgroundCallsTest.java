package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.scope.ByteAccount;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Scope;
import io.tributary.support.Requests;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BackgroundCallsTest {
  private final GatherFixture it = new GatherFixture();
  private final ByteBudget bytes = new ByteBudget(1000);
  private final List<String> settled = new ArrayList<>();
  private double random;

  private final BackgroundCalls background =
      new BackgroundCalls(
          2,
          bytes,
          new AggregateObserver() {
            @Override
            public void partSettled(Plan plan, PartResult result, Scope scope) {
              settled.add(result.part().name() + " " + result.outcome().code());
            }
          },
          () -> random);

  /** Gathers "users", and then starts these parts. */
  private AggregateResult start(BackgroundPart... parts) {
    it.parts.clear();
    it.part("users");
    Plan plan =
        new Plan(
            "/a",
            it.parts,
            Optional.empty(),
            200,
            CachePolicy.NO_STORE,
            "",
            Optional.empty(),
            List.of(parts),
            DataForm.SLOTS,
            HeaderRules.NONE);
    Inputs inputs = new Inputs(Map.of(), MultiMap.caseInsensitiveMultiMap(), Requests.CLIENT);
    Future<AggregateResult> gathered = Gather.run(plan, inputs, it.scope, AggregateObserver.NONE);
    it.succeed("users", "[1]");
    background.start(gathered.result(), inputs, it.scope);
    return gathered.result();
  }

  private BackgroundPart part(String name, double share, String... needs) {
    return part(
        name,
        share,
        (bodies, client, _) ->
            Future.succeededFuture(
                Optional.of(client.with(Map.of("id", List.of(bodies.toString()))))),
        needs);
  }

  private BackgroundPart part(String name, double share, DependentInputs inputs, String... needs) {
    List<String> needed = List.of(needs);
    return new BackgroundPart(
        new Part(
            name,
            false,
            Optional.empty(),
            Duration.ofMillis(300),
            needed,
            needed.isEmpty() ? Optional.empty() : Optional.of(inputs),
            it.call(name)),
        share);
  }

  @Test
  void startsWhenTheResultIsKnownAndIsNoPartOfIt() {
    AggregateResult result = start(part("audit", 1));
    assertThat(it.started).containsExactly("users", "audit");
    assertThat(result.parts().all()).hasSize(1);
    assertThat(background.running()).isEqualTo(1);
    it.succeed("audit", "[]");
    assertThat(settled).containsExactly("audit success");
    assertThat(background.running()).isZero();
  }

  @Test
  void goesOnWhenTheClientLeavesUntilItsOwnDeadline() {
    BackgroundPart audit = part("audit", 1);
    start(audit);
    it.scope.cancel();
    assertThat(it.cancelled("audit")).isFalse();
    assertThat(it.millisLeft("audit")).isEqualTo(300);
  }

  @Test
  void readsThePartsOfTheResponse() {
    start(part("audit", 1, "users"), part("lost", 1, "nobody"));
    assertThat(it.started).containsExactly("users", "audit");
    assertThat(settled).containsExactly("lost skipped");
  }

  @Test
  void oneMoreThanTheLimitIsRejected() {
    start(part("a", 1), part("b", 1), part("c", 1));
    assertThat(it.started).containsExactly("users", "a", "b");
    assertThat(settled).containsExactly("c rejected");
    it.fail("a", CallFailedException.timeout());
    start(part("d", 1));
    assertThat(it.started).endsWith("d");
    assertThat(settled).containsExactly("c rejected", "a timeout");
  }

  @Test
  void whatWouldNotBeCalledIsSkippedWhateverIsUnderWay() {
    BackgroundPart unwanted =
        part("c", 1, (_, _, _) -> Future.succeededFuture(Optional.empty()), "users");
    start(part("a", 1), part("b", 1), unwanted, part("d", 1, "users"));
    assertThat(settled).containsExactly("c skipped", "d rejected");
    assertThat(background.running()).isEqualTo(2);
  }

  @Test
  void aMirrorIsCalledForAShareOfRequests() {
    random = 0.05;
    start(part("shadow", 0.05));
    assertThat(it.started).containsExactly("users");
    random = 0.049;
    start(part("shadow", 0.05));
    assertThat(it.started).containsExactly("users", "users", "shadow");
  }

  @Test
  void holdsBytesUntilItEnds() {
    start(part("audit", 1));
    assertThat(Objects.requireNonNull(it.scopes.get("audit")).bytes().take(600)).isTrue();
    assertThat(bytes.used()).isEqualTo(600);
    it.succeed("audit", "[]");
    assertThat(bytes.used()).isZero();
  }

  @Test
  void holdsTheBodiesThatItReadsUntilItHasReadThem() {
    Promise<Optional<Inputs>> computed = Promise.promise();
    start(part("audit", 1, (_, _, _) -> computed.future(), "users"));
    assertThat(bytes.used()).isEqualTo("[1]".length());
    computed.complete(Optional.empty());
    assertThat(bytes.used()).isZero();
    assertThat(settled).containsExactly("audit skipped");
  }

  @Test
  void readsNothingThatTheServiceCannotHold() {
    ByteAccount others = bytes.open();
    assertThat(others.take(998)).isTrue();
    start(part("audit", 1, "users"));
    assertThat(settled).containsExactly("audit rejected");
    assertThat(bytes.used()).isEqualTo(998);
  }

  @Test
  void whatThrowsHoldsNothing() {
    DependentInputs broken =
        (_, _, _) -> {
          throw new IllegalStateException("ours");
        };
    start(part("audit", 1, broken, "users"));
    assertThat(settled).containsExactly("audit internal");
    assertThat(bytes.used()).isZero();
    assertThat(background.running()).isZero();
  }

  @Test
  void isDrainedWhenTheLastHasEnded() {
    assertThat(background.drained().isComplete()).isTrue();
    start(part("a", 1), part("b", 1));
    Future<Void> drained = background.drained();
    it.succeed("a", "[]");
    assertThat(drained.isComplete()).isFalse();
    it.fail("b", new IllegalStateException("ours"));
    assertThat(drained.isComplete()).isTrue();
    assertThat(settled).containsExactly("a success", "b internal");
  }

  @Test
  void itsBodyIsNobodysValue() {
    AggregateResult result = start(part("audit", 1));
    it.succeed("audit", "[9]");
    assertThat(result.parts().bodies()).containsExactly(Map.entry("users", Buffer.buffer("[1]")));
  }
}
