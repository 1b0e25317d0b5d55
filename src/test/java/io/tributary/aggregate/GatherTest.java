package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GatherTest {
  private static final Duration DEADLINE = Duration.ofSeconds(2);

  private final VirtualClock clock = new VirtualClock();
  private final Cancellation cancellation = new Cancellation();
  private final Map<String, Promise<Buffer>> calls = new HashMap<>();
  private final Map<String, Deadline> deadlines = new HashMap<>();
  private final List<Part> parts = new ArrayList<>();

  @Test
  void startsEveryPartAtOnce() {
    part("users");
    part("orders");
    part("products");
    Future<Gathered> gathered = gather();
    assertThat(calls).containsOnlyKeys("users", "orders", "products");
    assertThat(gathered.isComplete()).isFalse();
  }

  @Test
  void isCompleteWhenEveryPartSucceeds() {
    part("users");
    part("orders");
    Future<Gathered> gathered = gather();
    clock.advance(Duration.ofMillis(40));
    succeed("orders", "[2]");
    clock.advance(Duration.ofMillis(10));
    succeed("users", "[1]");
    Gathered result = gathered.result();
    assertThat(result.completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(result.parts())
        .extracting(one -> one.part().name())
        .containsExactly("users", "orders");
    assertThat(result.parts())
        .extracting(Settled::elapsedNanos)
        .containsExactly(50_000_000L, 40_000_000L);
    assertThat(result.decider().part().name()).isEqualTo("users");
    assertThat(result.slowestNanos()).isEqualTo(50_000_000L);
    assertThat(result.bodies())
        .containsExactly(
            Map.entry("users", Buffer.buffer("[1]")), Map.entry("orders", Buffer.buffer("[2]")));
    assertThat(clock.timers()).isZero();
  }

  @Test
  void keepsTheOthersWhenOneFails() {
    part("users");
    part("orders");
    Future<Gathered> gathered = gather();
    fail("users", CallFailedException.badStatus(500));
    assertThat(gathered.isComplete()).as("waits for the other").isFalse();
    succeed("orders", "[2]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(outcome(gathered, 0))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> {
              assertThat(failure.reason()).isEqualTo(Reason.BAD_STATUS);
              assertThat(failure.status()).hasValue(500);
            });
    assertThat(cancellation.cancelled()).isFalse();
  }

  @Test
  void isNoneWhenEveryPartFails() {
    part("users");
    part("orders");
    Future<Gathered> gathered = gather();
    fail("users", CallFailedException.timeout());
    fail("orders", CallFailedException.timeout());
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.NONE);
    assertThat(gathered.result().failedRequired()).isEmpty();
  }

  @Test
  void answersAtOnceWhenARequiredPartFailsAndCancelsTheOthers() {
    parts.add(part("users", true, List.of(), Optional.empty(), Optional.empty()));
    part("orders");
    Future<Gathered> gathered = gather();
    fail("users", CallFailedException.badStatus(404));
    assertThat(gathered.isComplete()).isTrue();
    assertThat(cancellation.cancelled()).isTrue();
    assertThat(outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(gathered.result().failedRequired())
        .get()
        .extracting(one -> one.part().name())
        .isEqualTo("users");
    assertThat(gathered.result().decider().part().name()).isEqualTo("users");
    assertThat(gathered.result().abandoned()).isFalse();
  }

  @Test
  void keepsWhatSucceededBeforeARequiredPartFailed() {
    parts.add(part("users", true, List.of(), Optional.empty(), Optional.empty()));
    part("orders");
    Future<Gathered> gathered = gather();
    succeed("orders", "[2]");
    fail("users", CallFailedException.timeout());
    assertThat(outcome(gathered, 1)).isInstanceOf(Outcome.Success.class);
  }

  @Test
  void aLateAnswerChangesNothing() {
    parts.add(part("users", true, List.of(), Optional.empty(), Optional.empty()));
    part("orders");
    Future<Gathered> gathered = gather();
    fail("users", CallFailedException.timeout());
    Gathered before = gathered.result();
    succeed("orders", "[2]");
    assertThat(gathered.result()).isEqualTo(before);
    assertThat(outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void aPartThatNeverSettlesIsATimeoutAtTheDeadline() {
    part("users");
    part("orders");
    Future<Gathered> gathered = gather();
    succeed("users", "[1]");
    clock.advance(DEADLINE.minusMillis(1));
    assertThat(gathered.isComplete()).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.PARTIAL);
    assertThat(outcome(gathered, 1))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT));
    assertThat(cancellation.cancelled()).isTrue();
  }

  @Test
  void aPartGetsItsTimeoutOrTheDeadlineLessTheReserve() {
    part("quick", Duration.ofMillis(100));
    part("slow", Duration.ofSeconds(2));
    Future<Gathered> gathered = gather();
    assertThat(millisLeft("quick")).isEqualTo(100);
    assertThat(millisLeft("slow")).isEqualTo(1800);
    assertThat(gathered.isComplete()).isFalse();
  }

  @Test
  void aBugIsAnInternalFailureOfItsPartOnly() {
    IllegalStateException bug = new IllegalStateException("ours");
    parts.add(
        new Part(
            "users",
            false,
            Optional.empty(),
            DEADLINE,
            List.of(),
            Optional.empty(),
            (inputs, deadline, cancelled) -> {
              throw bug;
            }));
    part("orders");
    Future<Gathered> gathered = gather();
    succeed("orders", "[2]");
    assertThat(outcome(gathered, 0))
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
    part("users");
    part("orders");
    Future<Gathered> gathered = gather();
    succeed("users", "[1]");
    cancellation.cancel();
    assertThat(gathered.result().abandoned()).isTrue();
    assertThat(outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(clock.timers()).isZero();
  }

  @Test
  void startsADependantWithInputsDerivedFromWhatItNeeds() {
    part("orders");
    List<Map<String, Buffer>> seen = new ArrayList<>();
    dependant(
        "products",
        List.of("orders"),
        bodies -> {
          seen.add(bodies);
          return Future.succeededFuture(Map.of("ids", List.of("p1", "p2")));
        });
    Future<Gathered> gathered = gather();
    assertThat(calls).containsOnlyKeys("orders");
    clock.advance(Duration.ofMillis(30));
    succeed("orders", "[7]");
    assertThat(seen).containsExactly(Map.of("orders", Buffer.buffer("[7]")));
    assertThat(calls).containsKey("products");
    clock.advance(Duration.ofMillis(20));
    succeed("products", "[8]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(gathered.result().parts().get(1).elapsedNanos()).isEqualTo(20_000_000L);
    assertThat(gathered.result().slowestNanos()).as("the chain").isEqualTo(50_000_000L);
  }

  @Test
  void aDependantOfAFailedPartFailsWithIt() {
    part("orders");
    dependant("products", List.of("orders"), _ -> Future.succeededFuture(Map.of()));
    Future<Gathered> gathered = gather();
    fail("orders", CallFailedException.timeout());
    assertThat(calls).doesNotContainKey("products");
    assertThat(outcome(gathered, 1))
        .isInstanceOfSatisfying(
            Outcome.Failure.class,
            failure -> assertThat(failure.reason()).isEqualTo(Reason.DEPENDENCY));
  }

  @Test
  void aDependantWithNothingToAskForIsSkippedAndSoAreItsOwn() {
    part("orders");
    dependant("products", List.of("orders"), _ -> Future.succeededFuture(Map.of("ids", List.of())));
    dependant("stock", List.of("products"), _ -> Future.succeededFuture(Map.of()));
    Future<Gathered> gathered = gather();
    succeed("orders", "[]");
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.COMPLETE);
    assertThat(outcome(gathered, 1)).isInstanceOf(Outcome.Skipped.class);
    assertThat(outcome(gathered, 2)).isInstanceOf(Outcome.Skipped.class);
  }

  @Test
  void aDerivationThatFailsIsItsPartsFailure() {
    part("orders");
    dependant(
        "products",
        List.of("orders"),
        _ -> Future.failedFuture(new CallFailedException(Reason.REJECTED, "full")));
    Future<Gathered> gathered = gather();
    succeed("orders", "[]");
    assertThat(outcome(gathered, 1).code()).isEqualTo("rejected");
  }

  @Test
  void aDependantOfTwoPartsWaitsForBoth() {
    part("users");
    part("orders");
    dependant(
        "products",
        List.of("users", "orders"),
        bodies -> Future.succeededFuture(Map.of("ids", List.of("x"))));
    Future<Gathered> gathered = gather();
    succeed("orders", "[1]");
    assertThat(calls).doesNotContainKey("products");
    succeed("users", "[2]");
    assertThat(calls).containsKey("products");
    assertThat(gathered.isComplete()).isFalse();
  }

  @Test
  void aFallbackStandsInForAFailedPart() {
    parts.add(part("users", false, List.of(), Optional.empty(), Optional.of(Buffer.buffer("[]"))));
    part("orders");
    Future<Gathered> gathered = gather();
    fail("users", CallFailedException.timeout());
    fail("orders", CallFailedException.timeout());
    assertThat(gathered.result().parts().get(0).value()).contains(Buffer.buffer("[]"));
    assertThat(gathered.result().bodies()).containsEntry("orders", Buffer.buffer("null"));
    assertThat(gathered.result().completeness()).isEqualTo(Completeness.NONE);
  }

  private interface Derive {
    Future<Map<String, List<String>>> of(Map<String, Buffer> bodies);
  }

  private void part(String name) {
    part(name, DEADLINE);
  }

  private void part(String name, Duration timeout) {
    parts.add(
        new Part(name, false, Optional.empty(), timeout, List.of(), Optional.empty(), call(name)));
  }

  private Part part(
      String name,
      boolean required,
      List<String> needs,
      Optional<Derivation> derivation,
      Optional<Buffer> fallback) {
    return new Part(name, required, fallback, DEADLINE, needs, derivation, call(name));
  }

  private void dependant(String name, List<String> needs, Derive derive) {
    Derivation derivation = (bodies, deadline, cancelled) -> derive.of(bodies);
    parts.add(part(name, false, needs, Optional.of(derivation), Optional.empty()));
  }

  private PartCall call(String name) {
    return (inputs, deadline, cancelled) -> {
      Promise<Buffer> promise = Promise.promise();
      calls.put(name, promise);
      deadlines.put(name, deadline);
      return promise.future();
    };
  }

  private Future<Gathered> gather() {
    Plan plan = new Plan("/aggregate", parts, Optional.empty(), 200, "");
    Inputs inputs =
        new Inputs(
            Map.of(),
            MultiMap.caseInsensitiveMultiMap(),
            Map.of(),
            MultiMap.caseInsensitiveMultiMap(),
            new Trace("id", "00-x", ""));
    return new Aggregator().gather(plan, inputs, Deadline.after(DEADLINE, clock), cancellation);
  }

  private long millisLeft(String part) {
    return Objects.requireNonNull(deadlines.get(part)).remainingMillis();
  }

  private void succeed(String part, String json) {
    Objects.requireNonNull(calls.get(part)).complete(Buffer.buffer(json));
  }

  private void fail(String part, Throwable cause) {
    Objects.requireNonNull(calls.get(part)).fail(cause);
  }

  private static Outcome outcome(Future<Gathered> gathered, int part) {
    return gathered.result().parts().get(part).outcome();
  }
}
