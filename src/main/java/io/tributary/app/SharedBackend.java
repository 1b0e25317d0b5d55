package io.tributary.app;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.BackendState;
import io.tributary.backend.SingleUse;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.backend.policy.Pipeline;
import io.tributary.backend.tls.BackendTls;
import io.tributary.config.BackendConfig;
import io.tributary.scope.Clock;
import io.tributary.scope.Trace;
import io.vertx.core.Vertx;
import java.util.Optional;

/**
 * A backend with all that event loops share: its policies, and the state of its connections.
 * Successive generations share it while its configuration does not change. Thread-safe.
 *
 * <p>Its breaker is observed from {@link #begin} to {@link #end} only: another one of the same name
 * may be in force before and after.
 */
final class SharedBackend {
  private final BackendState state;
  private final Pipeline pipeline;
  private final TlsWatch watch;
  private final BreakerObserver breakers;
  private volatile boolean inForce;

  /** Creates it and starts to watch its PEM files. */
  SharedBackend(
      Vertx vertx,
      BackendConfig config,
      Optional<BackendTls> tls,
      Clock clock,
      Observers observers) {
    this.state =
        new BackendState(config, new SingleUse(config.name(), clock, observers.connections()), tls);
    this.breakers = observers.breakers();
    this.pipeline = new Pipeline(config, clock, new WhileInForce());
    this.watch =
        TlsWatch.start(
            vertx,
            tls.filter(BackendTls::hasFiles).map(TlsWatch.Watched::of).stream().toList(),
            clock);
  }

  private final class WhileInForce implements BreakerObserver {
    @Override
    public void opened(String backend, CallFailedException last, Trace trace) {
      if (inForce) {
        breakers.opened(backend, last, trace);
      }
    }

    @Override
    public void closed(String backend, Trace trace) {
      if (inForce) {
        breakers.closed(backend, trace);
      }
    }
  }

  /** What the transports need to know. */
  BackendState state() {
    return state;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  BackendConfig config() {
    return state.config();
  }

  /** Requests use it from now on. */
  void begin() {
    inForce = true;
    config().breaker().ifPresent(_ -> breakers.created(config().name()));
  }

  /** New requests do not use it any more. Those under way still do. */
  void end() {
    inForce = false;
    config().breaker().ifPresent(_ -> breakers.removed(config().name()));
  }

  /** No request uses it any more. */
  void close() {
    watch.stop();
  }
}
