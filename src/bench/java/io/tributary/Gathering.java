package io.tributary;

import io.tributary.scope.Timeline;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.tributary.aggregate.CachePolicy;
import io.tributary.aggregate.PartResults;

import io.tributary.aggregate.Client;
import io.tributary.aggregate.Inputs;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartCall;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.Plan;
import io.tributary.aggregate.Reason;
import io.tributary.scope.Clock;
import io.tributary.scope.Trace;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What a gather starts from and ends with, without a network. */
public final class Gathering {
  private static final List<SampleDocuments> BODIES =
      List.of(SampleDocuments.USERS, SampleDocuments.ORDERS, SampleDocuments.PRODUCTS);

  private Gathering() {}

  /** So many parts that need nothing, all called in the same way. */
  public static Plan plan(int parts, PartCall call) {
    List<Part> all =
        IntStream.range(0, parts)
            .mapToObj(
                i ->
                    new Part(
                        "part" + i,
                        false,
                        Optional.empty(),
                        Duration.ofSeconds(1),
                        List.of(),
                        Optional.empty(),
                        call))
            .toList();
    return new Plan("/aggregate", all, Optional.empty(), 200, CachePolicy.NO_STORE, "");
  }

  /** What a plain request brings, with these values. */
  public static Inputs inputs(Map<String, List<String>> values) {
    return new Inputs(
        values,
        HttpHeaders.headers(),
        new Client("192.0.2.7", "shop.test", "http", Client.Via.NOTHING));
  }

  /** The scope of one request. */
  public static Scope scope(Duration time, Clock clock) {
    return Scope.of(Deadline.after(time, clock), new Trace("id", "00-x", ""));
  }

  /** Three parts that succeeded, of the sizes of the benchmark of the whole service. */
  public static PartResults complete() {
    return gathered(BODIES.stream().map(Gathering::success).toList());
  }

  /** The same with the last one timed out. */
  public static PartResults partial() {
    List<Outcome> outcomes = new ArrayList<>(BODIES.stream().map(Gathering::success).toList());
    outcomes.set(2, new Outcome.Failure(Reason.TIMEOUT, "the backend did not answer in time"));
    return gathered(outcomes);
  }

  /** The real time, and timers that never fire. */
  public static Clock clock() {
    return new Clock() {
      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public Timer after(long nanos, Runnable task) {
        return () -> {};
      }
    };
  }

  private static Outcome success(SampleDocuments kind) {
    return new Outcome.Success(Buffer.buffer(kind.take(1).getFirst()));
  }

  private static PartResults gathered(List<? extends Outcome> outcomes) {
    Plan plan =
        plan(outcomes.size(), (_, _) -> Future.failedFuture("nothing is called here"));
    List<PartResult> settled = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      long nanos = 53_100_000L - i * 6_300_000L;
      settled.add(new PartResult(plan.parts().get(i), outcomes.get(i), nanos, nanos, Timeline.NONE));
    }
    return new PartResults(plan, settled, settled.getFirst());
  }
}
