package io.tributary.backend;

import io.tributary.aggregate.Clock;
import java.util.Optional;

/**
 * A backend with everything around it. The state of its policies is shared by all event loops; each
 * loop gets a pipe of its own. Thread-safe.
 */
public final class SharedBackend {
  private final BackendSpec spec;
  private final Limit limit;
  private final Optional<Breaker> breaker;

  /** Builds the shared state. */
  public SharedBackend(BackendSpec spec, Clock clock) {
    this.spec = spec;
    this.limit = new Limit(spec.maxConcurrent());
    this.breaker = spec.breaker().map(settings -> new Breaker(settings, clock));
  }

  /** The pipe of one event loop, built from the wire outwards: one line a policy. */
  public Backend on(LoopClient client) {
    Backend http = new HttpBackend(client.to(spec), spec.maxBody());
    Backend retried = StaleRetry.around(http);
    Backend limited = limit.around(retried);
    return breaker.map(policy -> policy.around(limited)).orElse(limited);
  }

  /** What it was built from. */
  public BackendSpec spec() {
    return spec;
  }
}
