package io.tributary.aggregate;

import io.tributary.Gathering;
import io.tributary.scope.Clock;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * A graph of 100 parts, five deep, each of which needs three of the layer before. All calls and
 * inputs are there at once, so this is all that the core adds to the slowest path. It must stay far
 * below 5 ms.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GraphBench {
  private static final int LAYERS = 5;
  private static final int LAYER = 20;
  private static final Outcome.Success VALUE = new Outcome.Success(Buffer.buffer("[]"));

  private final Clock clock = Gathering.clock();
  private final Inputs inputs = Gathering.inputs(Map.of());
  private final Plan plan = plan();

  private static Plan plan() {
    PartCall call = (_, _) -> Future.succeededFuture(VALUE);
    DependentInputs computed = (_, client, _) ->
            Future.succeededFuture(Optional.of(client.with(Map.of("id", List.of("1")))));
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < LAYERS * LAYER; i++) {
      List<String> needs = new ArrayList<>();
      for (int other = i - LAYER; i >= LAYER && other < i - LAYER + 3; other++) {
        needs.add("part" + ((i / LAYER - 1) * LAYER + other % LAYER));
      }
      parts.add(
          new Part(
              "part" + i,
              false,
              Optional.empty(),
              Duration.ofSeconds(1),
              needs,
              needs.isEmpty() ? Optional.empty() : Optional.of(computed),
              call));
    }
    return new Plan("/graph", parts, Optional.empty(), 200, CachePolicy.NO_STORE, "");
  }

  @Benchmark
  public Future<AggregateResult> hundredPartsFiveDeep() {
    return Gather.run(
        plan, inputs, Gathering.scope(Duration.ofSeconds(2), clock), AggregateObserver.NONE);
  }
}
