package io.tributary.backend;

import io.tributary.scope.Clock;
import java.time.Duration;

/**
 * Whether a backend's HTTP/1.1 connections serve one request each. On HTTP/1.1 a response that
 * nobody requested cannot be told from the next one's if it arrives late; after a backend has sent
 * one, its connections are not used again for a minute. Confined to one event loop.
 */
public final class SingleUse {
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final String backend;
  private final Clock clock;
  private final ConnectionObserver observer;
  private boolean seen;
  private long until;

  /** Not in force. */
  public SingleUse(String backend, Clock clock, ConnectionObserver observer) {
    this.backend = backend;
    this.clock = clock;
    this.observer = observer;
  }

  /** The backend has sent something that belongs to no request. */
  public void begin() {
    seen = true;
    until = clock.nanoTime() + PERIOD.toNanos();
    observer.unsolicited(backend);
  }

  /** Whether a connection is to be closed after its response. */
  public boolean inForce() {
    return seen && until - clock.nanoTime() > 0;
  }
}
