package io.tributary.aggregate;

import io.tributary.scope.Scope;
import java.util.List;

/** Passes every event on to several observers, in their order. As thread-safe as they are. */
public record AggregateObservers(List<AggregateObserver> observers) implements AggregateObserver {

  public AggregateObservers {
    observers = List.copyOf(observers);
  }

  @Override
  public void requestBegan(Plan plan, Scope scope) {
    observers.forEach(one -> one.requestBegan(plan, scope));
  }

  @Override
  public void partStarted(Part part, Scope scope) {
    observers.forEach(one -> one.partStarted(part, scope));
  }

  @Override
  public void partSettled(Plan plan, PartResult result, Scope scope) {
    observers.forEach(one -> one.partSettled(plan, result, scope));
  }

  @Override
  public void responded(AggregateResult result, Scope scope, long totalNanos) {
    observers.forEach(one -> one.responded(result, scope, totalNanos));
  }
}
