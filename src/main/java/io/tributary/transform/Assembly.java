package io.tributary.transform;

import io.tributary.aggregate.AssemblyCall;
import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Outcome;
import io.tributary.aggregate.PartResult;
import io.tributary.aggregate.PartResults;
import io.tributary.aggregate.Place;
import io.tributary.aggregate.Reason;
import io.tributary.json.BufferSlice;
import io.tributary.json.Slice;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * Puts parts into others, one after another in the order of the configuration. What is small is
 * done on the event loop, the rest by a worker. Immutable and thread-safe.
 */
public final class Assembly implements AssemblyCall {
  /** The most bytes that are written on an event loop, in a fraction of a millisecond. */
  private static final int MOST_WRITTEN_ON_LOOP = 1024 * 1024;

  private final List<Insertion> insertions;
  private final int maxOutput;
  private final Workers workers;

  /**
   * Creates the assembly.
   *
   * @param maxOutput the most bytes of a value that another one was put into
   */
  public Assembly(List<Insertion> insertions, int maxOutput, Workers workers) {
    this.insertions = List.copyOf(insertions);
    this.maxOutput = maxOutput;
    this.workers = workers;
  }

  @Override
  public Future<PartResults> apply(PartResults parts, Scope scope) {
    Future<PartResults> assembled = Future.succeededFuture(parts);
    for (Insertion insertion : insertions) {
      assembled = assembled.compose(results -> insert(insertion, results, scope));
    }
    return assembled;
  }

  private Future<PartResults> insert(Insertion insertion, PartResults parts, Scope scope) {
    Optional<PartResult> part =
        Optional.ofNullable(parts.of(insertion.part()))
            .filter(one -> one.part().place() instanceof Place.Inside);
    Optional<Outcome.Success> into =
        Optional.ofNullable(parts.of(insertion.into()))
            .filter(one -> one.part().shown())
            .flatMap(PartResult::success);
    if (part.isEmpty() || into.isEmpty() || BufferSlice.of(into.get().value()).isNull()) {
      return Future.succeededFuture(parts);
    }
    return made(insertion, into.get(), part.get(), scope)
        .compose(
            made ->
                scope.bytes().take(made.length())
                    ? Future.succeededFuture(made)
                    : Future.failedFuture(CallFailedException.tooManyBytes()))
        .transform(
            made ->
                made.succeeded()
                    ? Future.succeededFuture(parts.showing(insertion.into(), made.result()))
                    : without(insertion, parts, made.cause()));
  }

  /** Without the value that another one goes into. Our bugs are not an outcome here. */
  private static Future<PartResults> without(
      Insertion insertion, PartResults parts, Throwable cause) {
    Outcome outcome = Outcome.of(cause);
    return outcome instanceof Outcome.Failure failure && failure.bug().isPresent()
        ? Future.failedFuture(cause)
        : Future.succeededFuture(parts.failing(insertion.into(), outcome));
  }

  private Future<Buffer> made(
      Insertion insertion, Outcome.Success object, PartResult part, Scope scope) {
    if (insertion.size(object, part) <= ComputedInputs.MOST_ON_LOOP) {
      Optional<Slice> made =
          insertion.made(object, part, Math.min(maxOutput, MOST_WRITTEN_ON_LOOP));
      if (made.isPresent()) {
        return Future.succeededFuture(BufferSlice.buffer(made.get()));
      }
    }
    return workers.submit("An into", () -> made(insertion, object, part), scope);
  }

  private Buffer made(Insertion insertion, Outcome.Success object, PartResult part) {
    return insertion
        .made(object, part, maxOutput)
        .map(BufferSlice::buffer)
        .orElseThrow(
            () ->
                new CallFailedException(
                    Reason.TOO_LARGE,
                    "with the part " + insertion.part() + " in it the value is too large"));
  }
}
