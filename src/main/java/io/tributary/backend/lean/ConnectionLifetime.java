package io.tributary.backend.lean;

import io.tributary.backend.ConnectionLimits;
import java.util.concurrent.TimeUnit;

/** How long a connection may be used again. Confined to its connection's event loop. */
final class ConnectionLifetime {
  private final long begunAt;
  private long restSeconds = ConnectionLimits.KEEP_ALIVE.toSeconds();
  private long restsUntil;
  private boolean reused;

  /**
   * Creates the lifetime of a new connection. All times are readings of the monotonic clock, in
   * nanoseconds.
   */
  ConnectionLifetime(long now) {
    this.begunAt = now;
  }

  /** Sets how long the backend keeps an idle connection, from its last response. */
  void kept(int seconds) {
    restSeconds = Math.min(seconds, ConnectionLimits.KEEP_ALIVE.toSeconds());
  }

  /** Whether the connection has reached its maximum age. */
  boolean over(long now) {
    return now - begunAt > ConnectionLimits.MAX_AGE.toNanos();
  }

  /** The connection is idle from now on. */
  void rest(long now) {
    restsUntil = now + TimeUnit.SECONDS.toNanos(restSeconds);
    reused = true;
  }

  /** Whether the connection has been idle, so that its next request is not its first one. */
  boolean reused() {
    return reused;
  }

  /** Whether an idle connection may be used again. */
  boolean lasts(long now) {
    return restsUntil - now > 0;
  }
}
