package io.tributary.aggregate;

import io.tributary.json.BufferSlice;
import io.tributary.json.Slice;
import io.tributary.scope.Scope;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fills a part by several calls, each with a share of a long list of values, and joins the arrays
 * that they return; null adds nothing. It fails as the first call does that fails, which ends the
 * others. Immutable.
 */
public final class ChunkedCall implements DecoratedPartCall {
  /** The most calls at a time. */
  private static final int CONCURRENT = 8;

  private final PartCall call;
  private final String name;
  private final int chunk;
  private final int maxItems;

  /**
   * Creates the call.
   *
   * @param call the call with some of the values; its value is an array or null
   * @param name the name of the input that holds the values
   * @param chunk the most values of one call
   * @param maxItems the most values; with more the part fails and nothing is called
   */
  public ChunkedCall(PartCall call, String name, int chunk, int maxItems) {
    this.call = call;
    this.name = name;
    this.chunk = chunk;
    this.maxItems = maxItems;
  }

  @Override
  public PartCall call() {
    return call;
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    List<String> values = values(inputs);
    if (values.size() > maxItems) {
      return Future.failedFuture(CallFailedException.tooMany(maxItems));
    }
    if (values.size() <= chunk) {
      return call.start(inputs, scope).compose(ChunkedCall::list);
    }
    List<Inputs> chunks = new ArrayList<>();
    for (int from = 0; from < values.size(); from += chunk) {
      int to = Math.min(from + chunk, values.size());
      chunks.add(inputs.with(Map.of(name, values.subList(from, to))));
    }
    Scope calls = scope.child();
    PartCall one = (own, of) -> call.start(own, of).onFailure(_ -> calls.cancel());
    return ConcurrentCalls.run(one, chunks, CONCURRENT, calls)
        .onComplete(_ -> calls.done())
        .compose(results -> join(results, scope));
  }

  /** The value of the only chunk. */
  private static Future<Outcome.Success> list(Outcome.Success value) {
    Slice body = BufferSlice.of(value.body());
    return body.isArray() || body.isNull() ? Future.succeededFuture(value) : noList();
  }

  private static <T> Future<T> noList() {
    return Future.failedFuture(
        new CallFailedException(Reason.BAD_BODY, "the value of a chunk is not a list"));
  }

  private List<String> values(Inputs inputs) {
    return inputs.values().getOrDefault(name, List.of());
  }

  @Override
  public int atOnce(Inputs inputs) {
    return Math.clamp(Math.ceilDiv(values(inputs).size(), chunk), 1, CONCURRENT);
  }

  private static Future<Outcome.Success> join(List<ConcurrentCalls.Result> results, Scope scope) {
    List<Slice> bodies = new ArrayList<>();
    List<Slice> values = new ArrayList<>();
    List<ResponseHeaders> headers = new ArrayList<>();
    boolean same = true;
    for (ConcurrentCalls.Result result : results) {
      if (result.outcome() instanceof Outcome.Failure failure) { // it has cancelled the others
        return failure.asFuture();
      }
    }
    for (ConcurrentCalls.Result result : results) {
      switch (result.outcome()) {
        case Outcome.Success success -> {
          bodies.add(Slice.document(success.body().getBytes()));
          headers.add(success.headers());
          same &= success.showsBody();
          values.add(same ? bodies.getLast() : Slice.document(success.value().getBytes()));
        }
        case Outcome.Failure _, Outcome.Skipped _ -> {
          return Future.failedFuture(CallFailedException.timeout());
        }
      }
    }
    if (!bodies.stream().allMatch(body -> body.isArray() || body.isNull())) {
      return noList();
    }
    Buffer body = array(bodies);
    Outcome.Success joined =
        new Outcome.Success(
            body, same ? body : array(values), ResponseHeaders.concat(headers), List.of());
    return scope.bytes().take(joined.ownBytes())
        ? Future.succeededFuture(joined)
        : Future.failedFuture(CallFailedException.tooManyBytes());
  }

  /** The elements of all; null adds none, and is the value if there is nothing else. */
  private static Buffer array(List<Slice> arrays) {
    if (arrays.stream().allMatch(Slice::isNull)) {
      return Buffer.buffer("null");
    }
    Buffer joined = Buffer.buffer("[");
    for (Slice array : arrays) {
      if (!array.isNull() && !array.isEmptyArray()) {
        joined.appendString(joined.length() > 1 ? "," : "");
        joined.appendBytes(array.bytes(), array.from() + 1, array.length() - 2);
      }
    }
    return joined.appendString("]");
  }
}
