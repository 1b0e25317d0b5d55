package io.tributary.aggregate;

import io.tributary.scope.Scope;
import java.util.List;

/** Passes every event on to several observers, in their order. As thread-safe as they are. */
public record AggregateObservers(List<AggregateObserver> observers) implements AggregateObserver {

  public AggregateObservers {
    observers = List.copyOf(observers);
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    for (AggregateObserver one : observers) {
      one.partSettled(plan, result, scope);
    }
  }

  @Override
  public void responded(AggregateResult result, Scope scope, long totalNanos) {
    for (AggregateObserver one : observers) {
      one.responded(result, scope, totalNanos);
    }
  }
}
