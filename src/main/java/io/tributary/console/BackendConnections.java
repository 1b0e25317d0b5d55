package io.tributary.console;

import io.tributary.aggregate.CallFailedException;
import io.tributary.backend.ConnectionObserver;
import io.tributary.backend.policy.BreakerObserver;
import io.tributary.scope.Trace;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections and streams of backends, and their circuit breakers. Thread-safe. */
final class BackendConnections implements ConnectionObserver {
  private final Map<String, Integer> connections = new ConcurrentHashMap<>();
  private final Map<String, Integer> streams = new ConcurrentHashMap<>();
  private final Map<String, String> breakers = new ConcurrentHashMap<>();

  @Override
  public void opened(String backend) {
    add(connections, backend, 1);
  }

  @Override
  public void closed(String backend) {
    add(connections, backend, -1);
  }

  @Override
  public void streamOpened(String backend) {
    add(streams, backend, 1);
  }

  @Override
  public void streamClosed(String backend) {
    add(streams, backend, -1);
  }

  /** A backend without any is not in the map, so that one that is gone leaves nothing. */
  private static void add(Map<String, Integer> counts, String backend, int difference) {
    counts.merge(backend, difference, (before, more) -> before + more == 0 ? null : before + more);
  }

  int connections(String backend) {
    return connections.getOrDefault(backend, 0);
  }

  int streams(String backend) {
    return streams.getOrDefault(backend, 0);
  }

  /** {@code closed} or {@code open}; {@code none} if the backend has no breaker. */
  String breaker(String backend) {
    return breakers.getOrDefault(backend, "none");
  }

  /** Observes the breakers. */
  BreakerObserver breakers() {
    return new BreakerObserver() {
      @Override
      public void created(String backend) {
        breakers.put(backend, "closed");
      }

      @Override
      public void removed(String backend) {
        breakers.remove(backend);
      }

      @Override
      public void opened(String backend, CallFailedException last, Trace trace) {
        breakers.put(backend, "open");
      }

      @Override
      public void closed(String backend, Trace trace) {
        breakers.put(backend, "closed");
      }
    };
  }
}
