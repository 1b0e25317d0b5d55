package io.tributary.http;

import io.netty.buffer.ByteBuf;
import io.tributary.Gathering;
import io.tributary.aggregate.PartResults;
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

/** Splicing three parts, 17.6 KB together, into an answer; and into one that lacks a part. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class EnvelopeBench {
  private final PartResults complete = Gathering.complete();
  private final PartResults partial = Gathering.partial();
  private final Envelope envelope = new Envelope(complete.plan());

  @Benchmark
  public int complete() {
    return joined(complete);
  }

  @Benchmark
  public int partial() {
    return joined(partial);
  }

  private int joined(PartResults gathered) {
    ByteBuf whole = envelope.of(gathered).nextSlice(); // it is smaller than a slice
    int length = whole.readableBytes();
    whole.release();
    return length;
  }
}
