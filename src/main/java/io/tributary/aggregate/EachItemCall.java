package io.tributary.aggregate;

import io.tributary.scope.Scope;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills a part by one call for each of several items. The value has what the calls returned, in the
 * order of the items, and null for each that failed. Fails as the first item does if all fail.
 * Immutable.
 */
public final class EachItemCall implements DecoratedPartCall {
  private final PartCall call;
  private final String name;
  private final int max;
  private final int concurrent;
  private final boolean keyed;

  /**
   * Creates the call.
   *
   * @param call the call for one item
   * @param name the name of the input that holds the items
   * @param max the most items; with more the part fails and nothing is called
   * @param concurrent the most calls at a time
   * @param keyed whether the value is an object, with the items as names, instead of an array
   */
  public EachItemCall(PartCall call, String name, int max, int concurrent, boolean keyed) {
    this.call = call;
    this.name = name;
    this.max = max;
    this.concurrent = concurrent;
    this.keyed = keyed;
  }

  @Override
  public PartCall call() {
    return call;
  }

  @Override
  public Future<Outcome.Success> start(Inputs inputs, Scope scope) {
    List<String> items = items(inputs);
    if (items.size() > max) {
      return Future.failedFuture(CallFailedException.tooMany(max));
    }
    if (items.isEmpty()) {
      return Future.succeededFuture(joined(items).value(List.of()));
    }
    List<Inputs> each =
        items.stream().map(item -> inputs.with(Map.of(name, List.of(item)))).toList();
    return ConcurrentCalls.run(call, each, concurrent, scope)
        .compose(results -> join(items, results, scope));
  }

  private List<String> items(Inputs inputs) {
    return inputs.values().getOrDefault(name, List.of());
  }

  @Override
  public int atOnce(Inputs inputs) {
    return Math.clamp(items(inputs).size(), 1, concurrent);
  }

  @Override
  public boolean isForEachItem() {
    return true;
  }

  private JoinedValues joined(List<String> items) {
    return new JoinedValues(keyed ? Optional.of(items) : Optional.empty());
  }

  private Future<Outcome.Success> join(
      List<String> items, List<ConcurrentCalls.Result> results, Scope scope) {
    JoinedValues joined = joined(items);
    List<Outcome.FailedItem> failed = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      ConcurrentCalls.Result result = results.get(i);
      switch (result.outcome()) {
        case Outcome.Success success -> joined.add(success);
        case Outcome.Failure failure -> {
          joined.addNull();
          failed.add(new Outcome.FailedItem(items.get(i), failure, result.elapsedNanos()));
        }
        case Outcome.Skipped _ -> joined.addNull(); // the whole part is cancelled
      }
    }
    if (failed.size() == items.size()) {
      return failed.getFirst().failure().asFuture();
    }
    Outcome.Success value = joined.value(failed);
    return scope.bytes().take(value.ownBytes())
        ? Future.succeededFuture(value)
        : Future.failedFuture(CallFailedException.tooManyBytes());
  }

  /** Without items there is nothing to call, and the value is empty. */
  @Override
  public boolean isWanted(Map<String, List<String>> computed) {
    return computed.entrySet().stream()
        .noneMatch(one -> one.getValue().isEmpty() && !one.getKey().equals(name));
  }
}
