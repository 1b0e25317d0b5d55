package io.tributary.aggregate;

import io.tributary.Gathering;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole gather over fake backends, which answer at once or after all have been asked: what the
 * core itself costs, without timers.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GatherBench {
  private static final Outcome.Success VALUE = new Outcome.Success(Buffer.buffer("[]"));

  @Param({"1", "3", "30"})
  public int parts;

  private final Clock clock = Gathering.clock();
  private final Inputs inputs = Gathering.inputs(Map.of());
  private final Deque<Promise<Outcome.Success>> open = new ArrayDeque<>();

  private Plan atOnce = Gathering.plan(0, this::askAtOnce);
  private Plan later = Gathering.plan(0, this::askLater);

  @Setup
  public void makePlans() {
    atOnce = Gathering.plan(parts, this::askAtOnce);
    later = Gathering.plan(parts, this::askLater);
  }

  @Benchmark
  public Future<AggregateResult> atOnce() {
    return gather(atOnce);
  }

  @Benchmark
  public Future<AggregateResult> later() {
    Future<AggregateResult> gathered = gather(later);
    while (!open.isEmpty()) {
      open.remove().complete(VALUE);
    }
    return gathered;
  }

  private Future<AggregateResult> gather(Plan plan) {
    return Gather.run(
        plan, inputs, Gathering.scope(Duration.ofSeconds(2), clock), AggregateObserver.NONE);
  }

  private Future<Outcome.Success> askAtOnce(Inputs inputs, io.tributary.scope.Scope scope) {
    return Future.succeededFuture(VALUE);
  }

  private Future<Outcome.Success> askLater(Inputs inputs, io.tributary.scope.Scope scope) {
    Promise<Outcome.Success> promise = Promise.promise();
    open.add(promise);
    return promise.future();
  }
}
