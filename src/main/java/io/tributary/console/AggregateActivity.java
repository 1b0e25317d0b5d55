package io.tributary.console;

import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.http.ServerExchange;
import io.tributary.scope.Phase;
import io.tributary.scope.Timeline;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How long the responses of an aggregate took, and its parts. Not thread-safe. */
final class AggregateActivity {
  private final RecentDurations durations = new RecentDurations();
  private final RecentDurations transforms = new RecentDurations();
  private final RecentCount gathered = new RecentCount();
  private final Map<String, PartActivity> parts = new HashMap<>();

  private static final class PartActivity {
    private final RecentDurations durations = new RecentDurations();
    private final RecentCount decided = new RecentCount();
  }

  /**
   * A part as it was at a moment; times are in nanoseconds.
   *
   * @param decided the share of responses whose time it decided
   */
  record SeenPart(long p50, long p99, double decided) {
    static final SeenPart NOTHING = new SeenPart(Durations.NONE, Durations.NONE, 0);
  }

  /** The activity as it was at a moment; times are in nanoseconds. Immutable. */
  record Seen(long p50, long p99, long transformP50, Map<String, SeenPart> parts) {
    static final Seen NOTHING = new Seen(Durations.NONE, Durations.NONE, Durations.NONE, Map.of());

    SeenPart part(String name) {
      return parts.getOrDefault(name, SeenPart.NOTHING);
    }
  }

  /** A response was written. */
  void add(long second, ServerExchange exchange) {
    durations.add(second, exchange.nanos());
    List<Timeline.Step> steps = exchange.timeline().steps();
    long transform = 0;
    for (Timeline.Step step : steps) {
      if (step.phase() == Phase.WORKER || step.phase() == Phase.COMPUTING) {
        transform += step.to() - step.from();
      }
    }
    if (transform > 0) {
      transforms.add(second, transform);
    }
  }

  /** The parts of a response were gathered. */
  void add(long second, List<PartResult> all, String decider) {
    gathered.add(second);
    for (PartResult result : all) {
      boolean hasDecided = result.part().name().equals(decider);
      if (result.outcome() instanceof Outcome.Skipped && !hasDecided) {
        continue;
      }
      PartActivity part = parts.computeIfAbsent(result.part().name(), _ -> new PartActivity());
      part.durations.add(second, result.elapsedNanos());
      if (hasDecided) {
        part.decided.add(second);
      }
    }
  }

  /** How many parts it has seen. */
  int size() {
    return parts.size();
  }

  Seen seen(long second) {
    Map<String, SeenPart> seenParts = new HashMap<>();
    double all = Math.max(1, gathered.sum(second));
    parts.forEach(
        (name, part) ->
            seenParts.put(
                name,
                new SeenPart(
                    part.durations.percentile(second, 0.5),
                    part.durations.percentile(second, 0.99),
                    part.decided.sum(second) / all)));
    return new Seen(
        durations.percentile(second, 0.5),
        durations.percentile(second, 0.99),
        transforms.percentile(second, 0.5),
        Map.copyOf(seenParts));
  }
}
