package io.tributary.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.tributary.aggregate.AggregateResult;
import io.tributary.aggregate.Completeness;
import io.tributary.aggregate.Part;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.aggregate.Plan;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The meters of one aggregate. Label values come only from the configuration and from closed sets.
 * Thread-safe.
 */
final class PlanMeters {
  private final MeterRegistry registry;
  private final Tags aggregate;
  private final Timer overhead;
  private final Map<Completeness, Timer> answers = new ConcurrentHashMap<>();
  private final Map<String, PartMeters> parts = new ConcurrentHashMap<>();

  PlanMeters(MeterRegistry registry, Plan plan) {
    this.registry = registry;
    this.aggregate = Tags.of("aggregate", plan.route());
    this.overhead =
        Buckets.fast("tributary.overhead", "Total time less that of the slowest part")
            .tags(aggregate)
            .register(registry);
    plan.parts().forEach(this::partMeters);
  }

  void settled(PartResult result) {
    partMeters(result.part()).record(result);
  }

  void responded(AggregateResult result, long totalNanos) {
    answers
        .computeIfAbsent(result.completeness(), this::answerTimer)
        .record(totalNanos, TimeUnit.NANOSECONDS);
    if (!(result instanceof AggregateResult.Cancelled)) {
      PartResults parts = result.parts();
      overhead.record(Math.max(0, totalNanos - parts.slowestNanos()), TimeUnit.NANOSECONDS);
      partMeters(parts.decider().part()).decided.increment();
    }
  }

  /**
   * Those of a part. A request that chose other parts may have been the first one, and a reload may
   * have changed the backend.
   */
  private PartMeters partMeters(Part part) {
    PartMeters known = parts.get(part.name()); // without a lambda for each part of each request
    String backend = part.call().backend();
    return known != null && known.backend.equals(backend)
        ? known
        : parts.compute(
            part.name(), (name, _) -> new PartMeters(aggregate.and("part", name), backend));
  }

  private Timer answerTimer(Completeness answer) {
    String complete = answer.name().toLowerCase(Locale.ROOT);
    return Buckets.answer("tributary.aggregate", "Time from a request to its answer")
        .tags(aggregate.and("complete", complete))
        .register(registry);
  }

  private final class PartMeters {
    private final String backend;
    private final Tags tags;
    private final Counter decided;
    private final Map<OutcomeTags, Timer> outcomes = new ConcurrentHashMap<>();

    PartMeters(Tags tags, String backend) {
      this.backend = backend;
      this.tags = tags.and("backend", backend);
      this.decided =
          Counter.builder("tributary.decided")
              .description("Answers whose time this part decided")
              .tags(tags)
              .register(registry);
    }

    void record(PartResult settled) {
      outcomes
          .computeIfAbsent(OutcomeTags.of(settled.outcome()), this::outcomeTimer)
          .record(settled.elapsedNanos(), TimeUnit.NANOSECONDS);
    }

    private Timer outcomeTimer(OutcomeTags outcome) {
      return Buckets.answer("tributary.part", "Time from a part's start until it settled")
          .tags(tags.and("outcome", outcome.code(), "status", outcome.status()))
          .register(registry);
    }
  }
}
