package io.tributary.backend.policy;

import io.tributary.backend.Backend;
import io.tributary.backend.BackendSpec;
import io.tributary.backend.StaleRetry;
import io.tributary.backend.lean.LeanBackend;
import io.tributary.backend.lean.LeanTransport;
import io.tributary.scope.Clock;
import java.util.Optional;

/**
 * A backend with everything around it. The state of its policies is shared by all event loops; each
 * loop gets a pipe of its own. Thread-safe.
 */
public final class Pipeline {
  private final BackendSpec spec;
  private final ConcurrencyLimit limit;
  private final Optional<CircuitBreaker> breaker;

  /** Builds the shared state. */
  public Pipeline(BackendSpec spec, Clock clock) {
    this.spec = spec;
    this.limit = new ConcurrencyLimit(spec.maxConcurrent());
    this.breaker = spec.breaker().map(settings -> new CircuitBreaker(settings, clock));
  }

  /** The pipe of one event loop, built from the wire outwards: one line a policy. */
  public Backend on(LeanTransport client) {
    Backend http = new LeanBackend(client.to(spec), spec.maxBody());
    Backend retried = StaleRetry.around(http);
    Backend limited = limit.around(retried);
    return breaker.map(policy -> policy.around(limited)).orElse(limited);
  }

  /** What it was built from. */
  public BackendSpec spec() {
    return spec;
  }
}
