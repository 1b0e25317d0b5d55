package io.tributary.backend;

import io.tributary.scope.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The {@link SingleUse} of each backend, shared by all event loops. Thread-safe. */
public final class SingleUses {
  private final Map<String, SingleUse> byBackend = new ConcurrentHashMap<>();
  private final Clock clock;
  private final ConnectionObserver observer;

  /** Creates the rules, initially none in force. */
  public SingleUses(Clock clock, ConnectionObserver observer) {
    this.clock = clock;
    this.observer = observer;
  }

  /** The rule of a backend, by its name. */
  public SingleUse of(String backend) {
    return byBackend.computeIfAbsent(backend, name -> new SingleUse(name, clock, observer));
  }
}
