package io.tributary.backend.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Backend;
import io.tributary.backend.Response;
import io.tributary.backend.contract.Wire;
import io.tributary.config.BreakerConfig;
import io.tributary.scope.CancelledException;
import io.tributary.scope.Trace;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CircuitBreakerTest {
  private static final int FAILURES = 3;
  private static final Duration OPEN = Duration.ofSeconds(5);
  private static final Duration FAIR = Duration.ofMillis(400);
  private static final Response RESPONSE = new Response(200, Buffer.buffer("[]"));
  private static final Future<Response> GOOD = Future.succeededFuture(RESPONSE);
  private static final Future<Response> BAD = Future.failedFuture(CallFailedException.timeout());

  private final VirtualClock clock = new VirtualClock();
  private final List<String> changes = new ArrayList<>();
  private Future<Response> answer = BAD;
  private int calls;
  private final Backend backend =
      new CircuitBreaker(
              "users",
              new BreakerConfig(FAILURES, OPEN),
              FAIR.multipliedBy(2),
              clock,
              new BreakerObserver() {
                @Override
                public void opened(String backend, CallFailedException last, Trace trace) {
                  changes.add(backend + " opened: " + last.getMessage() + ", " + trace.requestId());
                }

                @Override
                public void closed(String backend, Trace trace) {
                  changes.add(backend + " closed, " + trace.requestId());
                }
              })
          .around(
              (_, _) -> {
                calls++;
                return answer;
              });

  static Stream<CallFailedException> failuresOfTheBackend() {
    return Stream.of(
        CallFailedException.timeout(),
        CallFailedException.badStatus(503),
        new CallFailedException(Reason.UNREACHABLE, "gone"));
  }

  static Stream<Throwable> failuresThatSayNothing() {
    return Stream.of(
        CallFailedException.badStatus(404),
        new CallFailedException(Reason.REJECTED, "full"),
        new CallFailedException(Reason.BAD_BODY, "no JSON"),
        new CallFailedException(Reason.TOO_LARGE, "large"),
        new IllegalStateException("our own bug"));
  }

  @ParameterizedTest
  @MethodSource("failuresOfTheBackend")
  void opensAfterSoManyFailuresInARow(CallFailedException failure) {
    fail(Future.failedFuture(failure), FAILURES);
    assertThat(calls).isEqualTo(FAILURES);
    refuses();
  }

  @ParameterizedTest
  @MethodSource("failuresThatSayNothing")
  void staysClosedWhenTheBackendIsNotToBlame(Throwable failure) {
    fail(Future.failedFuture(failure), 20);
    assertThat(calls).isEqualTo(20);
  }

  @Test
  void doesNotCountACallThatWasCancelled() {
    fail(Future.failedFuture(new CancelledException()), 20);
    assertThat(calls).isEqualTo(20);
    succeed();
  }

  @Test
  void aSuccessInBetweenStartsTheCountAgain() {
    for (int i = 0; i < 5; i++) {
      fail(BAD, FAILURES - 1);
      succeed();
    }
    assertThat(calls).isEqualTo(5 * FAILURES);
  }

  @Test
  @DisplayName("fault 156: down, and up again")
  void letsOneProbeThroughAfterAWhileAndClosesWhenItSucceeds() {
    fail(BAD, FAILURES);
    clock.advance(OPEN.minusMillis(1));
    refuses();
    clock.advance(Duration.ofMillis(1));
    Promise<Response> probe = Promise.promise();
    answer = probe.future();
    assertThat(call().isComplete()).isFalse();
    refuses(); // one at a time
    probe.complete(RESPONSE);
    succeed();
    succeed();
  }

  @Test
  @DisplayName("fault 156: down, and down again")
  void opensAgainWhenTheProbeFails() {
    fail(BAD, FAILURES);
    clock.advance(OPEN);
    fail(BAD, 1);
    refuses();
    clock.advance(OPEN);
    succeed();
    succeed();
  }

  @Test
  void aProbeThatSaysNothingLeavesRoomForAnother() {
    fail(BAD, FAILURES);
    clock.advance(OPEN);
    fail(Future.failedFuture(new CallFailedException(Reason.REJECTED, "full")), 1);
    succeed();
    succeed();
  }

  @Test
  void whatLeftBeforeItOpenedDoesNotCloseIt() {
    Promise<Response> early = Promise.promise();
    answer = early.future();
    assertThat(call().isComplete()).isFalse();
    fail(BAD, FAILURES);
    early.complete(RESPONSE);
    refuses();
  }

  @Test
  void aClientInAHurryCannotOpenItForEveryone() {
    answer = BAD;
    for (int i = 0; i < 10 * FAILURES; i++) {
      assertThat(call(FAIR.minusMillis(1)).cause()).isSameAs(BAD.cause());
    }
    succeed();
  }

  @Test
  @DisplayName("E1, E4: each change of the breaker is told once, in order")
  void tellsItsChanges() {
    assertThat(changes).isEmpty();
    fail(BAD, FAILURES);
    refuses();
    clock.advance(OPEN);
    fail(BAD, 1);
    refuses();
    String opened = "users opened: no complete response in time, " + Requests.TRACE.requestId();
    assertThat(changes).containsExactly(opened);
    clock.advance(OPEN);
    succeed();
    succeed();
    assertThat(changes).containsExactly(opened, "users closed, " + Requests.TRACE.requestId());
  }

  private void refuses() {
    int before = calls;
    assertThat(Wire.Pipe.failure(call()).reason()).isEqualTo(Reason.CIRCUIT_OPEN);
    assertThat(calls).isEqualTo(before);
  }

  private void succeed() {
    answer = GOOD;
    assertThat(call().succeeded()).isTrue();
  }

  private void fail(Future<Response> failure, int times) {
    answer = failure;
    for (int i = 0; i < times; i++) {
      assertThat(call().cause()).isSameAs(failure.cause());
    }
  }

  private Future<Response> call() {
    return call(Duration.ofSeconds(2));
  }

  private Future<Response> call(Duration time) {
    return backend.call(Requests.get("/a"), Requests.scope(time, clock));
  }
}
