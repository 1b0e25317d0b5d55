package io.tributary.transform;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.OrderList;
import io.tributary.config.Expression;
import io.tributary.json.Slice;
import java.util.List;
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

/** What an event loop pays to read the inputs of a part from the bytes of another one. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class PlacesBench {
  private final InputPlaces places =
      InputPlaces.of(new Expression.Jslt("[for (.orders.data.items) .userId]")).orElseThrow();

  @Param({"64", "256", "1024"})
  public int kibibytes;

  private byte[] body = {};

  @Setup
  public void prepare() {
    body = OrderList.document(kibibytes * 1024).getBytes(UTF_8);
  }

  @Benchmark
  public List<String> each() {
    return places.read(Map.of("orders", Slice.document(body))).orElseThrow();
  }
}
