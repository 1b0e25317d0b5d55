package io.tributary.backend.policy;

import io.tributary.backend.Backend;
import io.tributary.backend.Policy;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * The policies of a backend. All event loops share their state, and each event loop gets its own
 * decorated backend. Thread-safe.
 */
public final class Pipeline {
  private final List<Policy> outermostFirst = new ArrayList<>();
  private final ConcurrencyLimit limit;

  /** Creates the policies, outermost first. */
  public Pipeline(BackendConfig backend, Clock clock, BreakerObserver observer) {
    backend
        .breaker()
        .ifPresent(
            breaker ->
                outermostFirst.add(
                    new CircuitBreaker(
                        backend.name(), breaker, backend.timeout(), clock, observer)));
    limit = new ConcurrencyLimit(backend.maxConcurrent());
    outermostFirst.add(limit);
  }

  /** The calls of all event loops that are in progress. */
  public int callsInProgress() {
    return limit.inProgress();
  }

  /** Decorates the innermost backend of one event loop with the policies. */
  public Backend around(Backend innermost) {
    Backend decorated = innermost;
    for (Policy policy : outermostFirst.reversed()) {
      decorated = policy.around(decorated);
    }
    return decorated;
  }
}
