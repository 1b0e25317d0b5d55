package io.tributary.aggregate;

import io.tributary.scope.Clock;
import io.tributary.scope.Phase;
import io.tributary.scope.Scope;
import io.tributary.scope.Timeline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What became of the parts of one gather so far, and how long each took. Parts are known by their
 * index in the plan. Confined to the event loop of the gather.
 */
final class SettledParts {
  private static final @Nullable PartResult[] NONE_FAILED = {};

  private final Plan plan;
  private final Scope request;
  private final Clock clock;
  private final AggregateObserver observer;
  private final @Nullable PartResult[] settled;
  private final long[] startedAt;
  private final Timeline[] timelines;
  private final long began;
  private int pending;

  /** Failed parts that have not settled, since their fallbacks have not. Mostly there are none. */
  private @Nullable PartResult[] failed = NONE_FAILED;

  SettledParts(Plan plan, Scope request, AggregateObserver observer) {
    this.plan = plan;
    this.request = request;
    this.clock = request.deadline().clock();
    this.began = clock.nanoTime();
    this.observer = observer;
    this.pending = plan.parts().size();
    this.settled = new PartResult[pending];
    this.startedAt = new long[pending];
    this.timelines = new Timeline[pending];
    Arrays.fill(startedAt, began);
    for (int i = 0; i < timelines.length; i++) {
      timelines[i] = request.timeline().branch();
    }
  }

  /** The number of parts that have not settled. */
  int pending() {
    return pending;
  }

  boolean has(int index) {
    return settled[index] != null;
  }

  boolean hasAll(List<String> names) {
    for (String name : names) {
      if (!has(plan.indexOf(name))) {
        return false;
      }
    }
    return true;
  }

  /** The result of a part; null if it has not settled. */
  @Nullable PartResult of(int index) {
    return settled[index];
  }

  /** What the part spends its time on. */
  Timeline timeline(int index) {
    return timelines[index];
  }

  /** The part waits for others. */
  void awaitsInputs(int index) {
    timelines[index].begin(Phase.INPUTS);
  }

  /** The time of the part counts from now on. */
  void starts(int index) {
    startedAt[index] = clock.nanoTime();
  }

  /** The part, which has not settled yet, settles with this outcome. */
  PartResult record(int index, Outcome outcome) {
    return record(index, result(index, outcome));
  }

  private PartResult record(int index, PartResult result) {
    settled[index] = result;
    pending--;
    observer.partSettled(plan, result, request);
    return result;
  }

  private PartResult result(int index, Outcome outcome) {
    Part part = plan.parts().get(index);
    long elapsed = clock.nanoTime() - startedAt[index];
    timelines[index].end();
    long chain = elapsed + chainBefore(index, part);
    return new PartResult(part, outcome, elapsed, chain, timelines[index]);
  }

  private long chainBefore(int index, Part part) {
    long longest = part.onDemand() ? startedAt[index] - began : 0;
    for (String need : part.needs()) {
      PartResult needed = settled[plan.indexOf(need)];
      longest = Math.max(longest, needed == null ? 0 : needed.chainNanos());
    }
    return longest;
  }

  /** The part's call has failed. It settles when its fallback has settled. */
  void fail(int index, Outcome outcome) {
    if (failed.length == 0) {
      failed = new PartResult[settled.length];
    }
    failed[index] = result(index, outcome);
  }

  /** Whether the part has failed and not settled. */
  boolean hasFailed(int index) {
    return failed.length > 0 && failed[index] != null && settled[index] == null;
  }

  /** The part, which has failed, settles with what its fallback has. */
  PartResult recordAfter(int index, PartResult fallback) {
    return record(index, Objects.requireNonNull(failed[index]).after(fallback));
  }

  /**
   * Settles every pending part with its own failure, or with the outcome that it gets here by its
   * index. Returns the last of them, if there was any.
   */
  OptionalInt recordTheRest(IntFunction<Outcome> outcomes) {
    OptionalInt last = OptionalInt.empty();
    for (int i = 0; i < settled.length; i++) {
      if (settled[i] == null) {
        PartResult _ =
            hasFailed(i)
                ? record(i, Objects.requireNonNull(failed[i]))
                : record(i, outcomes.apply(i));
        last = OptionalInt.of(i);
      }
    }
    return last;
  }

  /**
   * The results of all parts, each of which has settled.
   *
   * @param decider the part that decided the result
   */
  PartResults all(int decider) {
    List<PartResult> all = new ArrayList<>(settled.length);
    for (PartResult one : settled) {
      all.add(Objects.requireNonNull(one));
    }
    return new PartResults(plan, all, all.get(decider));
  }
}
