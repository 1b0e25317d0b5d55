package io.tributary.app;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.metrics.MicrometerMetrics;
import io.tributary.scope.Trace;
import java.util.List;

/** Passes every event of circuit breakers on to several observers. Thread-safe. */
record BreakerObservers(List<BreakerObserver> all) implements BreakerObserver {
  BreakerObservers {
    all = List.copyOf(all);
  }

  /** Keeps the state of each breaker in the metrics. */
  static BreakerObserver counting(MicrometerMetrics metrics) {
    return new BreakerObserver() {
      @Override
      public void created(String backend) {
        metrics.breakers().closed(backend);
      }

      @Override
      public void removed(String backend) {
        metrics.breakers().removed(backend);
      }

      @Override
      public void opened(String backend, CallFailedException last, Trace trace) {
        metrics.breakers().opened(backend);
      }

      @Override
      public void closed(String backend, Trace trace) {
        metrics.breakers().closed(backend);
      }
    };
  }

  @Override
  public void created(String backend) {
    all.forEach(one -> one.created(backend));
  }

  @Override
  public void removed(String backend) {
    all.forEach(one -> one.removed(backend));
  }

  @Override
  public void opened(String backend, CallFailedException last, Trace trace) {
    all.forEach(one -> one.opened(backend, last, trace));
  }

  @Override
  public void closed(String backend, Trace trace) {
    all.forEach(one -> one.closed(backend, trace));
  }
}
