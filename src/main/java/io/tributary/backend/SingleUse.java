package io.tributary.backend;

import io.tributary.scope.Clock;
import java.time.Duration;

/**
 * Limits a backend's HTTP/1.1 connections to one request each, for one minute after the backend has
 * sent an unsolicited response. On HTTP/1.1 an unsolicited response that arrives late cannot be
 * distinguished from the response to the next request. Shared by all event loops. Thread-safe.
 */
public final class SingleUse {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final String backend;
  private final Clock clock;
  private final ConnectionObserver observer;
  private volatile boolean seen;
  private volatile long until;

  /** Creates the rule, initially not in force. */
  public SingleUse(String backend, Clock clock, ConnectionObserver observer) {
    this.backend = backend;
    this.clock = clock;
    this.observer = observer;
  }

  /** Puts the rule in force: the backend has sent an unsolicited response. */
  public void begin() {
    until = clock.nanoTime() + PERIOD.toNanos();
    seen = true;
    observer.unsolicited(backend);
  }

  /**
   * Whether connections must be closed after their response, and those that have served a request
   * must not serve another.
   */
  public boolean inForce() {
    return seen && until - clock.nanoTime() > 0;
  }
}
