package io.tributary.aggregate;

import io.tributary.scope.ByteAccount;
import io.tributary.scope.ByteBudget;
import io.tributary.scope.Deadline;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls the background parts of plans. The calls of all event loops share a limit. Each has its own
 * deadline, the timeout of its part, and goes on when the response is written or the client has
 * disconnected. Thread-safe.
 */
public final class BackgroundCalls {
  private static final Outcome SKIPPED = new Outcome.Skipped();
  private static final String TOO_MANY = "too many calls are made in the background";

  private final int max;
  private final ByteBudget bytes;
  private final AggregateObserver observer;
  private final DoubleSupplier random;
  private final AtomicInteger running = new AtomicInteger();
  private final AtomicReference<@Nullable Promise<Void>> idle = new AtomicReference<>();

  /**
   * Creates the calls.
   *
   * @param max the most calls at a time; a part that would make one more is rejected
   * @param bytes the bytes that all requests and these calls hold
   * @param observer is notified when a part settles
   * @param random from 0 to 1, for parts that are called for a share of the requests
   */
  public BackgroundCalls(
      int max, ByteBudget bytes, AggregateObserver observer, DoubleSupplier random) {
    this.max = max;
    this.bytes = bytes;
    this.observer = observer;
    this.random = random;
  }

  /**
   * Starts the calls for a request whose result is known. Call it on the request's event loop.
   * Never throws.
   */
  public void start(AggregateResult result, Inputs inputs, Scope request) {
    Plan plan = result.parts().plan();
    for (BackgroundPart one : plan.background()) {
      if (one.share() >= 1 || random.getAsDouble() < one.share()) {
        start(new Call(plan, one.part(), inputs, request), result.parts());
      }
    }
  }

  private record Call(Plan plan, Part part, Inputs inputs, Scope request) {}

  private void start(Call call, PartResults results) {
    NeededBodies needed = NeededBodies.of(call.part(), results::of);
    Scope scope = scope(call);
    long began = scope.deadline().clock().nanoTime();
    if (needed.without().isPresent()) {
      settle(call, needed.without().get(), scope, began);
    } else {
      boolean counted = begin(1);
      Future<Outcome> outcome =
          PartCall.attempt(() -> run(call, needed.bodies(), scope, counted)).otherwise(Outcome::of);
      outcome.onComplete(
          end -> {
            scope.bytes().close();
            settle(call, end.result(), scope, began);
            if (counted) {
              ended();
            }
          });
    }
  }

  private Scope scope(Call call) {
    Deadline deadline = Deadline.after(call.part().timeout(), call.request().deadline().clock());
    return Scope.of(deadline, call.request().trace(), bytes.open());
  }

  /**
   * Makes the call, if the part wants one.
   *
   * @param counted whether the limit allows one more
   */
  private Future<Outcome> run(Call call, Map<String, Buffer> bodies, Scope scope, boolean counted) {
    Part part = call.part();
    int document = call.inputs().document().length();
    if (document > 0 && !scope.bytes().take(document)) {
      return Future.failedFuture(CallFailedException.tooManyBytes());
    }
    if (part.dependentInputs().isEmpty()) {
      return run(call, call.inputs(), scope, counted);
    }
    return computed(part.dependentInputs().get(), call, bodies, scope)
        .compose(
            computed ->
                computed
                    .filter(own -> part.call().isWanted(own.values()))
                    .map(own -> run(call, own, scope, counted))
                    .orElseGet(() -> Future.succeededFuture(SKIPPED)));
  }

  /** The request may give back the bytes of these bodies before they are read. */
  private Future<Optional<Inputs>> computed(
      DependentInputs inputs, Call call, Map<String, Buffer> bodies, Scope scope) {
    ByteAccount read = bytes.open();
    if (!read.take(bodies.values().stream().mapToLong(Buffer::length).sum())) {
      return Future.failedFuture(CallFailedException.tooManyBytes());
    }
    return PartCall.attempt(() -> inputs.compute(bodies, call.inputs(), scope))
        .onComplete(_ -> read.close());
  }

  private Future<Outcome> run(Call call, Inputs inputs, Scope scope, boolean counted) {
    PartCall part = call.part().call();
    int more = part.atOnce(inputs) - 1; // one has been counted
    if (!counted || !begin(more)) {
      return Future.failedFuture(new CallFailedException(Reason.REJECTED, TOO_MANY));
    }
    return PartCall.attempt(() -> part.start(inputs, scope))
        .onComplete(_ -> running.addAndGet(-more))
        .map(BackgroundCalls::withoutFailedItems);
  }

  /** Nobody sees which items have failed, so the part has failed as the first of them did. */
  private static Outcome withoutFailedItems(Outcome.Success success) {
    return success.failed().isEmpty() ? success : success.failed().getFirst().failure();
  }

  private void settle(Call call, Outcome outcome, Scope scope, long began) {
    long elapsed = scope.deadline().clock().nanoTime() - began;
    observer.partSettled(
        call.plan(),
        new PartResult(call.part(), outcome, elapsed, elapsed, scope.timeline()),
        scope);
  }

  /** Whether so many more calls may be made, which then count. */
  private boolean begin(int calls) {
    int before = running.get();
    while (before + calls <= max) {
      if (running.compareAndSet(before, before + calls)) {
        return true;
      }
      before = running.get();
    }
    return false;
  }

  /** The part counts as one call until it has settled. */
  private void ended() {
    Promise<Void> waiting = running.decrementAndGet() == 0 ? idle.get() : null;
    if (waiting != null) {
      waiting.tryComplete();
    }
  }

  /** The calls under way. */
  public int running() {
    return running.get();
  }

  /** Completes when no call is under way. Call it when no more are started. */
  public Future<Void> drained() {
    Promise<Void> promise = Promise.promise();
    idle.set(promise);
    if (running.get() == 0) {
      promise.tryComplete();
    }
    return promise.future();
  }
}
