package io.tributary.aggregate;

import io.tributary.scope.Cancellation;
import io.tributary.scope.Clock;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.IntFunction;

/**
 * Starts the parts of one gather, each as soon as what it waits for is there, until every part has
 * settled. Confined to the event loop that started it.
 */
final class PendingParts implements PartCalls.Listener {
  private static final Outcome SKIPPED = new Outcome.Skipped();
  private static final boolean[] NONE_WAITS = {};
  private static final int NONE = -1;

  private final Plan plan;

  /** The scope of the request. It is cancelled when the client disconnects. */
  private final Scope request;

  private final Promise<PartResults> promise = Promise.promise();
  private final SettledParts settled;
  private final PartCalls calls;
  private final DormantParts dormant;
  private final EnoughParts enough;
  private final boolean[] ready;

  /**
   * The number of parts that still wait for others. Zero in most plans, which then skips the
   * search.
   */
  private int waiting;

  /** The number of calls, and of steps of this class, that can still make others possible. */
  private int underWay;

  /** The part whose end was awaited last. */
  private int decider = NONE;

  PendingParts(Plan plan, Inputs inputs, Scope request, AggregateObserver observer) {
    this.plan = plan;
    this.request = request;
    this.settled = new SettledParts(plan, request, observer);
    this.calls = new PartCalls(plan, inputs, request, settled, this);
    this.dormant = DormantParts.of(plan);
    this.enough = EnoughParts.of(plan);
    for (int i = 0; i < plan.parts().size(); i++) {
      if (!plan.parts().get(i).needs().isEmpty()) {
        waiting++;
        if (!dormant.has(i)) {
          settled.awaitsInputs(i);
        }
      }
    }
    this.ready = waiting == 0 ? NONE_WAITS : new boolean[plan.parts().size()];
  }

  Future<PartResults> start() {
    // Calls observe their own deadline. This timer guards against those that do not, because of a
    // bug in a policy for instance.
    Clock.Timer guard = request.deadline().onPassed(this::expire);
    Cancellation.Registration left = request.onCancel(this::abandon);
    underWay++;
    for (int i = 0; i < plan.parts().size(); i++) {
      if (!settled.has(i) && plan.parts().get(i).needs().isEmpty() && !dormant.has(i)) {
        call(i);
      }
    }
    underWay--;
    skipDormant();
    return promise
        .future()
        .onComplete(
            _ -> {
              guard.cancel();
              left.remove();
              calls.done();
            });
  }

  private void call(int index) {
    underWay++;
    calls.start(index);
  }

  @Override
  public void callEnded(int index, Outcome outcome) {
    try {
      if (request.cancellation().cancelled()) {
        abandon(); // before its end makes another call possible
      }
      if (!settled.has(index)) { // else the response may already be written
        settle(index, outcome);
      }
      underWay--;
      skipDormant();
    } catch (RuntimeException bug) { // nobody above would end the gather
      if (!promise.tryFail(bug)) {
        throw bug;
      }
      calls.cancel();
    }
  }

  private void settle(int index, Outcome outcome) {
    Part part = plan.parts().get(index);
    decider = index;
    if (outcome instanceof Outcome.Failure && part.fallback().isPresent()) {
      settled.fail(index, outcome);
      askFallback(index, plan.indexOf(part.fallback().get()));
    } else {
      PartResult result = settled.record(index, outcome);
      if (enough.isPresent() && enough.isReachedBy(result, index)) {
        skipOthersOfGroup();
      }
      proceed(result);
    }
  }

  private void skipOthersOfGroup() {
    for (int i = 0; i < plan.parts().size(); i++) {
      if (enough.has(i) && !settled.has(i)) {
        PartResult _ = settled.record(i, SKIPPED);
        calls.cancel(i);
      }
    }
  }

  /** Does what a part that has settled makes possible. */
  private void proceed(PartResult part) {
    if (part.part().required() && part.failed()) {
      settled.recordTheRest(_ -> SKIPPED);
      complete();
      calls.cancel();
    } else if (settled.pending() == 0) {
      complete();
    } else {
      startDependants(part.part().name());
      settleFailedBefore(part);
    }
  }

  private void startDependants(String settledPart) {
    for (int i = 0; waiting > 0 && i < ready.length; i++) {
      if (plan.parts().get(i).needs().contains(settledPart)) {
        startIfReady(i);
      }
    }
  }

  private void startIfReady(int index) {
    Part part = plan.parts().get(index);
    if (ready[index] || settled.has(index) || dormant.has(index) || !settled.hasAll(part.needs())) {
      return;
    }
    NeededBodies needed = NeededBodies.of(part, need -> settled.of(plan.indexOf(need)));
    waiting--;
    ready[index] = true;
    settled.starts(index);
    if (needed.without().isPresent()) {
      settle(index, needed.without().get());
    } else {
      underWay++;
      calls.start(index, needed.bodies());
    }
  }

  private void askFallback(int failed, int fallback) {
    PartResult known = settled.of(fallback);
    if (known == null) {
      wake(fallback);
    } else {
      proceed(settled.recordAfter(failed, known));
    }
  }

  /** Calls a part that is called on demand, after those that it needs. */
  private void wake(int index) {
    if (!dormant.has(index) || calls.ended()) {
      return;
    }
    dormant.remove(index);
    settled.starts(index);
    Part part = plan.parts().get(index);
    if (part.needs().isEmpty()) {
      call(index);
    } else {
      settled.awaitsInputs(index);
      part.needs().forEach(need -> wake(plan.indexOf(need)));
      startIfReady(index);
    }
  }

  /** Settles the parts that have failed and whose fallback this part is. */
  private void settleFailedBefore(PartResult fallback) {
    for (int i = 0; !dormant.none() && i < plan.parts().size(); i++) {
      if (settled.hasFailed(i)
          && plan.parts().get(i).fallback().orElseThrow().equals(fallback.part().name())) {
        proceed(settled.recordAfter(i, fallback));
      }
    }
  }

  /** Settles the parts that nobody has asked for, once nobody can ask any more. */
  private void skipDormant() {
    while (!dormant.none() && underWay == 0 && settled.pending() > 0) {
      int index = dormant.next(plan, settled);
      if (index < 0) {
        return;
      }
      dormant.remove(index);
      underWay++;
      proceed(settled.record(index, SKIPPED));
      underWay--;
    }
  }

  private void expire() {
    Outcome timeout = Outcome.of(CallFailedException.timeout());
    settleTheRest(index -> dormant.has(index) ? SKIPPED : timeout);
    calls.cancel();
  }

  private void abandon() {
    settleTheRest(_ -> SKIPPED);
  }

  private void settleTheRest(IntFunction<Outcome> outcomes) {
    settled
        .recordTheRest(outcomes)
        .ifPresent(
            last -> {
              decider = last;
              complete();
            });
  }

  private void complete() {
    promise.tryComplete(settled.all(decider));
  }
}
