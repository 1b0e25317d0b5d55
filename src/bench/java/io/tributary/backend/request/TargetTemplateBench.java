package io.tributary.backend.request;

import io.tributary.config.PathTemplate;

import io.tributary.Gathering;
import io.tributary.aggregate.Inputs;
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

/** A part's request target: constant, from the path, from another part; and the check of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TargetTemplateBench {
  private final TargetTemplate constant = new TargetTemplate(PathTemplate.of("/api/orders"));
  private final TargetTemplate ofPath = new TargetTemplate(PathTemplate.of("/api/users/{userId}"));
  private final TargetTemplate ofPart = new TargetTemplate(PathTemplate.of("/api/products{?ids}"));
  private final Inputs inputs =
      Gathering.inputs(Map.of("userId", List.of("u-17")))
          .with(Map.of("ids", List.of("p-1", "p-22", "p-3", "p-14")));
  private final String expanded = ofPart.expand(inputs).orElseThrow();

  @Benchmark
  public Optional<String> constant() {
    return constant.expand(inputs);
  }

  @Benchmark
  public Optional<String> ofPath() {
    return ofPath.expand(inputs);
  }

  @Benchmark
  public Optional<String> ofPart() {
    return ofPart.expand(inputs);
  }

  @Benchmark
  public boolean isSafe() {
    return RequestTarget.isSafe(expanded);
  }
}
