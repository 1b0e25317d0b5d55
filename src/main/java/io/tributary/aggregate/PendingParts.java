package io.tributary.aggregate;

import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts the parts of one gather, each as soon as its inputs are known, until every part has
 * settled. Confined to the event loop that started it.
 */
final class PendingParts {
  private static final Outcome SKIPPED = new Outcome.Skipped();
  private static final Outcome DEPENDENCY_FAILED =
      new Outcome.Failure(Reason.DEPENDENCY, "a part that it depends on failed");
  private static final boolean[] NONE_WAITS = {};

  private final Plan plan;
  private final Inputs inputs;

  /** The scope of the request. It is cancelled when the client disconnects. */
  private final Scope request;

  /**
   * The scope of the calls. It ends a reserve before the request's deadline, and when the result is
   * decided.
   */
  private final Scope calls;

  private final AggregateObserver observer;
  private final Promise<PartResults> promise = Promise.promise();
  private final SettledParts settled;
  private final boolean[] ready;

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
    this.observer = observer;
    this.settled = new SettledParts(plan, request, observer);
    for (int i = 0; i < plan.parts().size(); i++) {
      if (!plan.parts().get(i).needs().isEmpty()) {
        waiting++;
        settled.awaitsInputs(i);
      }
    }
    this.ready = waiting == 0 ? NONE_WAITS : new boolean[plan.parts().size()];
  }

  Future<PartResults> start() {
    // Calls observe their own deadline. This timer guards against those that do not, because of a
    // bug in a policy for instance.
    Clock.Timer guard = request.deadline().onPassed(this::expire);
    Cancellation.Registration left = request.onCancel(this::abandon);
    for (int i = 0; i < plan.parts().size(); i++) {
      Part part = plan.parts().get(i);
      if (part.needs().isEmpty()) {
        start(i, part);
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

  private void start(int index, Part part) {
    if (part.dependentInputs().isEmpty()) {
      call(index, inputs);
    } else if (!settled.has(index)) {
      computeInputs(index, part, Map.of());
    }
  }

  private void call(int index, Inputs inputs) {
    if (settled.has(index)) {
      return;
    }
    Part part = plan.parts().get(index);
    if (part.dependentInputs().isPresent()) {
      settled.starts(index); // computing its inputs was not its backend's time
    }
    Scope scope = calls.within(part.timeout()).on(settled.timeline(index));
    observer.partStarted(part, scope);
    PartCall.attempt(() -> part.call().start(inputs, scope))
        .onComplete(
            result -> {
              scope.done();
              settle(index, result.succeeded() ? result.result() : Outcome.of(result.cause()));
            });
  }

  private void settle(int index, Outcome outcome) {
    if (settled.has(index)) {
      return; // the part was skipped or timed out, and the response may already be written
    }
    PartResult part = settled.record(index, outcome);
    if (part.part().required() && outcome instanceof Outcome.Failure) {
      settled.recordTheRest(SKIPPED);
      complete(part);
      calls.cancel();
    } else if (settled.pending() == 0) {
      complete(part);
    } else {
      startDependants(part.part().name());
    }
  }

  private void startDependants(String settledPart) {
    for (int i = 0; waiting > 0 && i < ready.length; i++) {
      Part part = plan.parts().get(i);
      if (!settled.has(i) && !ready[i] && part.needs().contains(settledPart)) {
        startIfReady(i, part);
      }
    }
  }

  private void startIfReady(int index, Part part) {
    Map<String, Buffer> bodies = new LinkedHashMap<>();
    Outcome without = null;
    for (String need : part.needs()) {
      PartResult needed = settled.of(plan.indexOf(need));
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
    settled.starts(index);
    if (without != null) {
      settle(index, without);
    } else {
      computeInputs(index, part, bodies);
    }
  }

  private void computeInputs(int index, Part part, Map<String, Buffer> bodies) {
    // The part's timeout is that of its call.
    Scope scope = calls.child().on(settled.timeline(index));
    PartCall.attempt(() -> part.dependentInputs().orElseThrow().compute(bodies, inputs, scope))
        .onComplete(
            result -> {
              scope.done();
              if (result.failed()) {
                settle(index, Outcome.of(result.cause()));
              } else {
                called(index, part, result.result());
              }
            });
  }

  private void called(int index, Part part, Optional<Map<String, List<String>>> computed) {
    if (computed.filter(part.call()::isWanted).isPresent()) {
      call(index, inputs.with(computed.get()));
    } else {
      settle(index, SKIPPED); // a call without the input could return everything
    }
  }

  private void expire() {
    settled
        .recordTheRest(Outcome.of(CallFailedException.timeout()))
        .ifPresent(
            last -> {
              complete(last);
              calls.cancel();
            });
  }

  private void abandon() {
    settled.recordTheRest(SKIPPED).ifPresent(this::complete);
  }

  private void complete(PartResult decider) {
    promise.tryComplete(settled.all(decider));
  }
}
