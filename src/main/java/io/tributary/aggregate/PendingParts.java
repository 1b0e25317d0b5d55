package io.tributary.aggregate;

import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Phase;
import io.tributary.scope.Scope;
import io.tributary.scope.Timeline;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs the parts of one gather until each has settled. Confined to the event loop that started it.
 */
final class PendingParts {
  private static final Outcome SKIPPED = new Outcome.Skipped();
  private static final Outcome DEPENDENCY_FAILED =
      new Outcome.Failure(Reason.DEPENDENCY, "a part that it depends on failed");

  private final Plan plan;
  private final Inputs inputs;

  /** The scope of the request. It is cancelled when the client disconnects. */
  private final Scope request;

  /**
   * The scope of the calls. It ends a reserve before the request's deadline, and when the result is
   * decided.
   */
  private final Scope calls;

  private final Clock clock;
  private final AggregateObserver observer;
  private final Promise<PartResults> promise = Promise.promise();
  private final @Nullable PartResult[] settled;
  private final long[] startedAt;
  private final boolean[] ready;
  private final Timeline[] timelines;
  private int pending;

  /**
   * The number of parts that still wait for others. Zero in most plans, which then skips the
   * search.
   */
  private int waiting;

  PendingParts(Plan plan, Inputs inputs, Scope request, AggregateObserver observer) {
    this.plan = plan;
    this.inputs = inputs;
    this.request = request;
    this.calls = request.child().until(request.deadline().lessReserve());
    this.clock = request.deadline().clock();
    this.observer = observer;
    this.pending = plan.parts().size();
    this.settled = new PartResult[pending];
    this.startedAt = new long[pending];
    this.ready = new boolean[pending];
    this.timelines = new Timeline[pending];
    Arrays.fill(startedAt, clock.nanoTime());
    for (int i = 0; i < pending; i++) {
      timelines[i] = request.timeline().branch();
      if (!plan.parts().get(i).needs().isEmpty()) {
        waiting++;
        timelines[i].begin(Phase.INPUTS);
      }
    }
  }

  Future<PartResults> start() {
    // Calls observe their own deadline. This timer guards against those that do not, because of a
    // bug
    // in a policy for instance.
    Clock.Timer guard = request.deadline().onPassed(this::expire);
    Cancellation.Registration left = request.onCancel(this::abandon);
    for (int i = 0; i < settled.length; i++) {
      if (plan.parts().get(i).needs().isEmpty()) {
        call(i, inputs);
      }
    }
    return promise
        .future()
        .onComplete(
            _ -> {
              guard.cancel();
              left.remove();
              calls.done();
            });
  }

  private void call(int index, Inputs inputs) {
    if (settled[index] != null) {
      return;
    }
    Part part = plan.parts().get(index);
    if (!part.needs().isEmpty()) {
      startedAt[index] = clock.nanoTime(); // computing its inputs was not its backend's time
    }
    Scope scope = calls.within(part.timeout()).on(timelines[index]);
    observer.partStarted(part, scope);
    PartCall.attempt(() -> part.call().start(inputs, scope))
        .onComplete(
            result -> {
              scope.done();
              settle(index, result.succeeded() ? result.result() : Outcome.of(result.cause()));
            });
  }

  private void settle(int index, Outcome outcome) {
    if (settled[index] != null) {
      return; // the part was skipped or timed out, and the response may already be written
    }
    PartResult part = record(index, outcome);
    if (part.part().required() && outcome instanceof Outcome.Failure) {
      settleTheRest(SKIPPED);
      complete(part);
      calls.cancel();
    } else if (pending == 0) {
      complete(part);
    } else {
      startDependants(part.part().name());
    }
  }

  private PartResult record(int index, Outcome outcome) {
    Part part = plan.parts().get(index);
    long elapsed = clock.nanoTime() - startedAt[index];
    timelines[index].end();
    PartResult result =
        new PartResult(part, outcome, elapsed, elapsed + chainBefore(part), timelines[index]);
    settled[index] = result;
    pending--;
    observer.partSettled(plan, result, request);
    return result;
  }

  private long chainBefore(Part part) {
    long longest = 0;
    for (String need : part.needs()) {
      PartResult needed = settled[plan.indexOf(need)];
      longest = Math.max(longest, needed == null ? 0 : needed.chainNanos());
    }
    return longest;
  }

  private void startDependants(String settledPart) {
    for (int i = 0; waiting > 0 && i < settled.length; i++) {
      Part part = plan.parts().get(i);
      if (settled[i] == null && !ready[i] && part.needs().contains(settledPart)) {
        startIfReady(i, part);
      }
    }
  }

  private void startIfReady(int index, Part part) {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    Outcome without = null;
    for (String need : part.needs()) {
      PartResult needed = settled[plan.indexOf(need)];
      if (needed == null) {
        return;
      }
      switch (needed.outcome()) {
        case Outcome.Success(Buffer body, _, _, _) -> bodies.put(need, body);
        case Outcome.Skipped _ -> without = SKIPPED;
        case Outcome.Failure _ -> without = DEPENDENCY_FAILED;
      }
    }
    waiting--;
    ready[index] = true;
    startedAt[index] = clock.nanoTime();
    if (without != null) {
      settle(index, without);
    } else {
      computeInputs(index, part, bodies);
    }
  }

  private void computeInputs(int index, Part part, Map<String, Buffer> bodies) {
    Scope scope = calls.child().on(timelines[index]); // the part's timeout is that of its call
    PartCall.attempt(() -> part.dependentInputs().orElseThrow().compute(bodies, scope))
        .onComplete(
            result -> {
              scope.done();
              if (result.failed()) {
                settle(index, Outcome.of(result.cause()));
              } else if (!part.call().isWanted(result.result())) {
                settle(index, SKIPPED); // a call without the input could return everything
              } else {
                call(index, inputs.with(result.result()));
              }
            });
  }

  private void expire() {
    settleTheRest(Outcome.of(CallFailedException.timeout()))
        .ifPresent(
            last -> {
              complete(last);
              calls.cancel();
            });
  }

  private void abandon() {
    settleTheRest(SKIPPED).ifPresent(this::complete);
  }

  /** Settles every pending part with this outcome. Returns the last of them, if there was any. */
  private Optional<PartResult> settleTheRest(Outcome outcome) {
    Optional<PartResult> last = Optional.empty();
    for (int i = 0; i < settled.length; i++) {
      if (settled[i] == null) {
        last = Optional.of(record(i, outcome));
      }
    }
    return last;
  }

  private void complete(PartResult decider) {
    List<PartResult> all = new ArrayList<>(settled.length);
    for (PartResult one : settled) {
      all.add(Objects.requireNonNull(one));
    }
    promise.tryComplete(new PartResults(plan, all, decider));
  }
}
