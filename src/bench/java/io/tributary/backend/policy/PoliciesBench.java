package io.tributary.backend.policy;

import io.tributary.Gathering;
import io.tributary.backend.AcceptedStatuses;
import io.tributary.backend.Backend;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.Call;
import io.tributary.backend.StaleRetry;
import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Deadline;
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
  private static final Buffer BODY = Buffer.buffer("[]");

  private final Clock clock = Gathering.clock();
  private final Deque<Promise<Buffer>> open = new ArrayDeque<>();
  private final Backend bare =
      (_, _) -> {
        Promise<Buffer> promise = Promise.promise();
        open.add(promise);
        return promise.future();
      };
  private final Backend later = policies(bare);
  private final Backend atOnce = policies((_, _) -> Future.succeededFuture(BODY));

  @Benchmark
  public Future<Buffer> atOnce() {
    return call(atOnce);
  }

  @Benchmark
  public Future<Buffer> later() {
    return answered(call(later));
  }

  @Benchmark
  public Future<Buffer> laterWithoutPolicies() {
    return answered(call(bare));
  }

  private Backend policies(Backend next) {
    var spec =
        new BackendSpec.BreakerSpec(5, Duration.ofSeconds(5), Duration.ofMillis(400));
    return new CircuitBreaker(spec, clock).around(new ConcurrencyLimit(256).around(StaleRetry.around(next)));
  }

  private Future<Buffer> call(Backend backend) {
    Call call =
        new Call(
            "/users", _ -> {}, new AcceptedStatuses(), new Cancellation());
    return backend.call(call, Deadline.after(Duration.ofSeconds(1), clock));
  }

  private Future<Buffer> answered(Future<Buffer> answer) {
    open.remove().complete(BODY);
    return answer;
  }
}
