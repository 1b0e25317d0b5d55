package io.tributary.backend.policy;

import io.tributary.backend.RequestHeaders;
import io.tributary.backend.Request;
import io.tributary.backend.Response;
import io.tributary.config.BreakerConfig;

import io.tributary.config.AcceptedStatuses;

import io.tributary.Gathering;

import io.tributary.backend.Backend;
import io.tributary.backend.StaleRetry;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All policies around a backend: one that answers at once, and one that answers after the call has
 * returned, as those on the wire do. The latter without policies is what to compare with.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class PoliciesBench {
  private static final Response RESPONSE = new Response(200, Buffer.buffer("[]"));

  private final Clock clock = Gathering.clock();
  private final Deque<Promise<Response>> open = new ArrayDeque<>();
  private final Backend bare =
      (_, _) -> {
        Promise<Response> promise = Promise.promise();
        open.add(promise);
        return promise.future();
      };
  private final Backend later = policies(bare);
  private final Backend atOnce = policies((_, _) -> Future.succeededFuture(RESPONSE));

  @Benchmark
  public Future<Response> atOnce() {
    return call(atOnce);
  }

  @Benchmark
  public Future<Response> later() {
    return answered(call(later));
  }

  @Benchmark
  public Future<Response> laterWithoutPolicies() {
    return answered(call(bare));
  }

  private Backend policies(Backend next) {
    BreakerConfig breaker = new BreakerConfig(5, Duration.ofSeconds(5));
    return new CircuitBreaker(
            "b", breaker, Duration.ofMillis(800), clock, BreakerObserver.NONE)
        .around(new ConcurrencyLimit(256).around(StaleRetry.around(next, Runnable::run)));
  }

  private Future<Response> call(Backend backend) {
    return backend.call(
        Request.get("/users", RequestHeaders.NONE, AcceptedStatuses.none()),
        Gathering.scope(Duration.ofSeconds(1), clock));
  }

  private Future<Response> answered(Future<Response> answer) {
    open.remove().complete(RESPONSE);
    return answer;
  }
}
