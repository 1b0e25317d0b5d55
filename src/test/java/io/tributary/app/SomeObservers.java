package io.tributary.app;

import io.tributary.aggregate.AggregateObserver;
import io.tributary.http.ServerObserver;

/** Observers of which few observe anything. */
final class SomeObservers {
  private SomeObservers() {}

  static Observers of(AggregateObserver aggregates, ServerObserver server) {
    Observers none = Observers.NONE;
    return new Observers(
        aggregates,
        server,
        none.connections(),
        none.breakers(),
        none.jobs(),
        none.loopLag(),
        none.calls(),
        none.generations(),
        none.schemas());
  }
}
