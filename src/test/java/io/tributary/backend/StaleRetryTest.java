package io.tributary.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.contract.Wire;
import io.tributary.scope.Cancellation;
import io.tributary.support.Requests;
import io.tributary.support.VirtualClock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StaleRetryTest {
  private final VirtualClock clock = new VirtualClock();
  private final Cancellation cancellation = new Cancellation();
  private final AtomicInteger calls = new AtomicInteger();

  @Test
  void triesOnceMoreAndNoMore() {
    assertThat(failure(stale(0)).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(calls).hasValue(2);
  }

  @Test
  void triesAgainInTheNextTurnOfTheEventLoop() {
    Deque<Runnable> turns = new ArrayDeque<>();
    Future<Response> result =
        StaleRetry.around(stale(0), turns::add)
            .call(Requests.get("/a"), Requests.scope(Duration.ofSeconds(2), clock, cancellation));
    assertThat(calls).hasValue(1);
    assertThat(result.isComplete()).isFalse();
    turns.remove().run();
    assertThat(calls).hasValue(2);
    assertThat(result.failed()).isTrue();
    assertThat(turns).isEmpty();
  }

  @Test
  void doesNotTryAgainIfCancelledMeanwhile() {
    Deque<Runnable> turns = new ArrayDeque<>();
    Future<Response> result =
        StaleRetry.around(stale(0), turns::add)
            .call(Requests.get("/a"), Requests.scope(Duration.ofSeconds(2), clock, cancellation));
    cancellation.cancel();
    turns.remove().run();
    Wire.Pipe.awaitCancelled(result);
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNotTryAgainAfterTheDeadline() {
    assertThat(failure(stale(3)).reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNotTryAgainWhenCancelled() {
    cancellation.cancel();
    Wire.Pipe.awaitCancelled(call(stale(0)));
    assertThat(calls).hasValue(1);
  }

  @Test
  void doesNotRepeatOtherFailures() {
    CallFailedException refused = CallFailedException.badStatus(503);
    assertThat(failure((_, _) -> Future.failedFuture(refused))).isSameAs(refused);
  }

  private Backend stale(int seconds) {
    return (_, _) -> {
      calls.incrementAndGet();
      clock.advance(Duration.ofSeconds(seconds));
      return Future.failedFuture(new StaleConnectionException());
    };
  }

  @Test
  void doesNotRepeatWhatIsNotIdempotent() {
    Request post =
        new Request(
            HttpMethod.POST,
            "/a",
            RequestHeaders.NONE,
            Buffer.buffer("{}"),
            Requests.SUCCESSFUL,
            List.of(),
            false);
    Future<Response> result =
        StaleRetry.around(stale(0), Runnable::run)
            .call(post, Requests.scope(Duration.ofSeconds(2), clock, cancellation));
    assertThat(Wire.Pipe.failure(result).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(calls).hasValue(1);
  }

  private CallFailedException failure(Backend next) {
    return Wire.Pipe.failure(call(next));
  }

  private Future<Response> call(Backend next) {
    return StaleRetry.around(next, Runnable::run)
        .call(Requests.get("/a"), Requests.scope(Duration.ofSeconds(2), clock, cancellation));
  }
}
