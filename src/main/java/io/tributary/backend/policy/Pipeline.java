package io.tributary.backend.policy;

import io.tributary.backend.Backend;
import io.tributary.backend.Policy;
import io.tributary.backend.Transport;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A backend with the policies around it. The state of the policies is shared by all event loops;
 * each loop gets a pipe of its own. Thread-safe.
 */
public final class Pipeline {
  private final BackendConfig backend;
  private final List<Policy> outermostFirst = new ArrayList<>();

  /** Builds the shared state: one line a policy. */
  public Pipeline(BackendConfig backend, Clock clock) {
    this.backend = backend;
    backend
        .breaker()
        .ifPresent(
            breaker -> outermostFirst.add(new CircuitBreaker(breaker, backend.timeout(), clock)));
    outermostFirst.add(new ConcurrencyLimit(backend.maxConcurrent()));
  }

  /** The pipe of one event loop, over that loop's transport. */
  public Backend over(Transport transport) {
    Backend pipe = transport.to(backend);
    for (Policy policy : outermostFirst.reversed()) {
      pipe = policy.around(pipe);
    }
    return pipe;
  }

  /** What it was built from. */
  public BackendConfig settings() {
    return backend;
  }
}
