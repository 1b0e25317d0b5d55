package io.tributary.backend.policy;

import io.tributary.backend.Backend;
import io.tributary.backend.Policy;
import io.tributary.backend.Transport;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A backend with its policies. All event loops share the state of the policies, and each event loop
 * gets its own decorated backend. Thread-safe.
 */
public final class Pipeline {
  private final BackendConfig backend;
  private final List<Policy> outermostFirst = new ArrayList<>();

  /** Creates the policies, outermost first. */
  public Pipeline(BackendConfig backend, Clock clock, BreakerObserver observer) {
    this.backend = backend;
    backend
        .breaker()
        .ifPresent(
            breaker ->
                outermostFirst.add(
                    new CircuitBreaker(
                        backend.name(), breaker, backend.timeout(), clock, observer)));
    outermostFirst.add(new ConcurrencyLimit(backend.maxConcurrent()));
  }

  /** Decorates the backend of one event loop's transport with the policies. */
  public Backend over(Transport transport) {
    Backend decorated = transport.to(backend);
    for (Policy policy : outermostFirst.reversed()) {
      decorated = policy.around(decorated);
    }
    return decorated;
  }

  /** The configuration of the backend. */
  public BackendConfig settings() {
    return backend;
  }
}
