package io.tributary.backend;

import io.tributary.backend.address.HostResolver;
import io.tributary.scope.Clock;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The dependencies of the transports of one event loop. Immutable.
 *
 * @param hosts resolves names on that event loop
 * @param clock the event loop's clock
 * @param longestCall the longest that a call under way can take; a reload may change it
 */
public record TransportContext(
    Vertx vertx,
    HostResolver hosts,
    Clock clock,
    Supplier<Duration> longestCall,
    ConnectionObserver observer) {
  /** Runs a task in the next turn of the event loop. */
  public void nextTurn(Runnable task) {
    vertx.runOnContext(_ -> task.run());
  }
}
