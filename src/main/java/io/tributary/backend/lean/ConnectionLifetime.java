package io.tributary.backend.lean;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a connection may be used again. Confined to its connection's event loop. */
final class ConnectionLifetime {
  /**
   * Idle time of a connection. Short enough that we close most connections before their backends
   * do.
   */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** Maximum age of a connection, so that a DNS change takes effect under steady traffic too. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final long begunAt;
  private long restSeconds = KEEP_ALIVE.toSeconds();
  private long restsUntil;

  /**
   * Creates the lifetime of a new connection. All times are readings of the monotonic clock, in
   * nanoseconds.
   */
  ConnectionLifetime(long now) {
    this.begunAt = now;
  }

  /** Sets how long the backend keeps an idle connection, from its last response. */
  void kept(int seconds) {
    restSeconds = Math.min(seconds, KEEP_ALIVE.toSeconds());
  }

  /** Whether the connection has reached its maximum age. */
  boolean over(long now) {
    return now - begunAt > MAX_AGE.toNanos();
  }

  /** The connection is idle from now on. */
  void rest(long now) {
    restsUntil = now + TimeUnit.SECONDS.toNanos(restSeconds);
  }

  /** Whether an idle connection may be used again. */
  boolean lasts(long now) {
    return restsUntil - now > 0;
  }
}
