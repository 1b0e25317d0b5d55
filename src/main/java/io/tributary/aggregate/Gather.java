package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * Calls the parts of a plan concurrently and applies the plan's transform, or puts parts into
 * others. Each part starts as soon as its inputs are known and ends by its timeout. A fallback
 * starts when a part has failed that it stands in for. A failed part does not affect the value of
 * another. Confined to the event loop that runs it.
 */
public final class Gather {
  private Gather() {}

  /**
   * Gathers one aggregate.
   *
   * @param scope its deadline is that of the response; cancelling it stops all calls
   * @param observer is notified when a part settles
   * @return the result. The future settles at the deadline at the latest and fails only because of
   *     a bug
   */
  public static Future<AggregateResult> run(
      Plan plan, Inputs inputs, Scope scope, AggregateObserver observer) {
    return new PendingParts(plan, inputs, scope, observer)
        .start()
        .compose(parts -> judge(parts, scope));
  }

  private static Future<AggregateResult> judge(PartResults settled, Scope scope) {
    PartResults parts = settled.plan().headers().bounded(settled);
    Optional<AggregateResult> without = withoutData(parts, scope);
    if (without.isPresent()) {
      return Future.succeededFuture(without.get());
    }
    Plan plan = parts.plan();
    if (plan.transform().isPresent()) {
      return transform(plan.transform().get(), parts, scope);
    }
    if (plan.form().assembly().isPresent()) {
      return plan.form().assembly().get().apply(parts, scope).map(all -> gathered(all, scope));
    }
    return Future.succeededFuture(new AggregateResult.Gathered(parts));
  }

  private static AggregateResult gathered(PartResults assembled, Scope scope) {
    return withoutData(assembled, scope).orElseGet(() -> new AggregateResult.Gathered(assembled));
  }

  /** The result if the client gets no data. */
  private static Optional<AggregateResult> withoutData(PartResults parts, Scope scope) {
    if (scope.cancellation().cancelled()) {
      return Optional.of(new AggregateResult.Cancelled(parts));
    }
    for (PartResult part : parts.all()) {
      if (part.part().required() && part.failed()) {
        return Optional.of(new AggregateResult.RequiredPartFailed(parts, part));
      }
    }
    return parts.noneSucceeded()
        ? Optional.of(new AggregateResult.NothingSucceeded(parts))
        : Optional.empty();
  }

  private static Future<AggregateResult> transform(
      TransformCall transform, PartResults parts, Scope scope) {
    return transform
        .apply(parts.bodies(), scope)
        .transform(
            result ->
                result.succeeded()
                    ? transformed(parts, result.result(), scope)
                    : notTransformed(parts, Outcome.of(result.cause()), result.cause()));
  }

  private static Future<AggregateResult> transformed(PartResults parts, Buffer data, Scope scope) {
    return Future.succeededFuture(
        scope.bytes().take(data.length())
            ? new AggregateResult.Transformed(parts, data)
            : new AggregateResult.TransformFailed(parts, Reason.REJECTED));
  }

  private static Future<AggregateResult> notTransformed(
      PartResults parts, Outcome outcome, Throwable cause) {
    return switch (outcome) {
      case Outcome.Skipped _ -> Future.succeededFuture(new AggregateResult.Cancelled(parts));
      case Outcome.Failure failure when failure.bug().isEmpty() ->
          Future.succeededFuture(new AggregateResult.TransformFailed(parts, failure.reason()));
      case Outcome.Failure _, Outcome.Success _ -> Future.failedFuture(cause);
    };
  }
}
