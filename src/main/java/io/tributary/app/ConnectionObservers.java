package io.tributary.app;

import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.tls.TlsFailure;
import io.tributary.metrics.MicrometerMetrics;
import java.util.List;

/** Passes every event of connections to backends on to several observers. Thread-safe. */
record ConnectionObservers(List<ConnectionObserver> all) implements ConnectionObserver {
  ConnectionObservers {
    all = List.copyOf(all);
  }

  /** Counts the events. */
  static ConnectionObserver counting(MicrometerMetrics metrics) {
    return new ConnectionObserver() {
      @Override
      public void opened(String backend) {
        metrics.connectionOpened(backend);
      }

      @Override
      public void closed(String backend) {
        metrics.connectionClosed(backend);
      }

      @Override
      public void streamOpened(String backend) {
        metrics.streamOpened(backend);
      }

      @Override
      public void streamClosed(String backend) {
        metrics.streamClosed(backend);
      }

      @Override
      public void unsolicited(String backend) {
        metrics.unsolicitedResponse(backend);
      }
    };
  }

  @Override
  public void opened(String backend) {
    all.forEach(one -> one.opened(backend));
  }

  @Override
  public void closed(String backend) {
    all.forEach(one -> one.closed(backend));
  }

  @Override
  public void streamOpened(String backend) {
    all.forEach(one -> one.streamOpened(backend));
  }

  @Override
  public void streamClosed(String backend) {
    all.forEach(one -> one.streamClosed(backend));
  }

  @Override
  public void unsolicited(String backend) {
    all.forEach(one -> one.unsolicited(backend));
  }

  @Override
  public void tlsFailed(String backend, TlsFailure failure) {
    all.forEach(one -> one.tlsFailed(backend, failure));
  }
}
