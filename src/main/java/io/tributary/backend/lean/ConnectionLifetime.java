package io.tributary.backend.lean;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How long a connection may be used again. Confined to its connection's event loop. */
final class ConnectionLifetime {
  /** Long enough to be worth it, short enough to be closed by us before most backends do it. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** So that a change in DNS is followed under steady traffic too. */
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final long begunAt;
  private long restSeconds = KEEP_ALIVE.toSeconds();
  private long restsUntil;

  /** That of a connection made now; every time is the clock's, in nanoseconds. */
  ConnectionLifetime(long now) {
    this.begunAt = now;
  }

  /** How long the backend has said, with its last answer, that it keeps an idle connection. */
  void kept(int seconds) {
    restSeconds = Math.min(seconds, KEEP_ALIVE.toSeconds());
  }

  /** Whether it has been used for long enough. */
  boolean over(long now) {
    return now - begunAt > MAX_AGE.toNanos();
  }

  /** Nobody uses the connection from now on. */
  void rest(long now) {
    restsUntil = now + TimeUnit.SECONDS.toNanos(restSeconds);
  }

  /** Whether a connection at rest may be used again. */
  boolean lasts(long now) {
    return restsUntil - now > 0;
  }
}
