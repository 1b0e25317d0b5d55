package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The same call for each of several inputs, with a bounded number at a time. The results are in the
 * order of the inputs. Confined to the event loop that runs it.
 */
final class ConcurrentCalls {
  private final PartCall call;
  private final List<Inputs> inputs;
  private final Scope scope;
  private final Promise<List<Result>> promise = Promise.promise();
  private final @Nullable Result[] results;
  private int next;
  private int settled;

  /** The outcome of one call. */
  record Result(Outcome outcome, long elapsedNanos) {}

  private ConcurrentCalls(PartCall call, List<Inputs> inputs, Scope scope) {
    this.call = call;
    this.inputs = inputs;
    this.scope = scope;
    this.results = new Result[inputs.size()];
  }

  /**
   * Runs the calls. The future never fails.
   *
   * @param inputs at least one
   * @param atOnce the most calls at a time
   */
  static Future<List<Result>> run(PartCall call, List<Inputs> inputs, int atOnce, Scope scope) {
    ConcurrentCalls calls = new ConcurrentCalls(call, inputs, scope);
    for (int i = 0; i < Math.min(atOnce, inputs.size()); i++) {
      calls.startNext();
    }
    return calls.promise.future();
  }

  private void startNext() {
    while (next < results.length) {
      int index = next++;
      if (scope.ended()) {
        settle(index, new Result(Outcome.of(CallFailedException.timeout()), 0));
      } else if (start(index)) {
        return;
      }
    }
  }

  /** Starts a call. Returns whether it is still under way. */
  private boolean start(int index) {
    long begun = scope.deadline().clock().nanoTime();
    Scope own = scope.child().on(scope.timeline().call());
    Future<Outcome.Success> result = PartCall.attempt(() -> call.start(inputs.get(index), own));
    boolean pending = !result.isComplete();
    result.onComplete(
        end -> {
          own.done();
          Outcome outcome = end.succeeded() ? end.result() : Outcome.of(end.cause());
          outcome.errorType().ifPresent(own.timeline()::failed);
          own.timeline().end();
          long ended = scope.deadline().clock().nanoTime();
          scope.timeline().called(own.timeline(), begun, ended);
          settle(index, new Result(outcome, ended - begun));
          if (pending) {
            startNext();
          }
        });
    return pending;
  }

  private void settle(int index, Result result) {
    results[index] = result;
    settled++;
    if (settled == results.length) {
      List<Result> all = new ArrayList<>(results.length);
      for (Result one : results) {
        all.add(Objects.requireNonNull(one));
      }
      promise.complete(all);
    }
  }
}
