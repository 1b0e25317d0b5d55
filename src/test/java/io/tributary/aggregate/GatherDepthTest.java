package io.tributary.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A graph of a hundred parts, five deep, takes as long as its slowest path. */
class GatherDepthTest {
  private static final int LAYERS = 5;
  private static final int LAYER = 20;
  private static final Duration LONGEST = Duration.ofMillis(300);

  private final GatherFixture it = new GatherFixture();

  @Test
  void takesAsLongAsItsSlowestPath() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    long[] ends = new long[LAYERS * LAYER];
    long slowest = 0;
    for (int i = 0; i < ends.length; i++) {
      List<String> needs = new ArrayList<>();
      for (int need = 0; i >= LAYER && need < 3; need++) {
        int other = i - i % LAYER - LAYER + random.nextInt(LAYER);
        ends[i] = Math.max(ends[i], ends[other]);
        needs.add("p" + other);
      }
      long delay = random.nextLong(LONGEST.toNanos());
      ends[i] += delay;
      slowest = Math.max(slowest, ends[i]);
      it.parts.add(part(i, needs.stream().distinct().toList(), delay));
    }
    Future<AggregateResult> gathered = it.gather();
    it.clock.advance(Duration.ofNanos(slowest - 1));
    assertThat(gathered.isComplete()).as("seed %d", seed).isFalse();
    it.clock.advance(Duration.ofNanos(1));
    assertThat(gathered.isComplete()).as("seed %d", seed).isTrue();
    PartResults parts = gathered.result().parts();
    assertThat(parts.complete()).isTrue();
    assertThat(parts.slowestNanos()).as("seed %d", seed).isEqualTo(slowest);
  }

  private Part part(int index, List<String> needs, long delay) {
    PartCall call =
        (_, _) -> {
          Promise<Outcome.Success> promise = Promise.promise();
          var _ =
              it.clock.after(
                  delay, () -> promise.complete(new Outcome.Success(Buffer.buffer("[]"))));
          return promise.future();
        };
    DependentInputs inputs =
        (_, client, _) ->
            Future.succeededFuture(Optional.of(client.with(Map.of("id", List.of("1")))));
    return new Part(
        "p" + index,
        false,
        Optional.empty(),
        GatherFixture.DEADLINE,
        needs,
        needs.isEmpty() ? Optional.empty() : Optional.of(inputs),
        call);
  }
}
