package io.tributary.backend;

import java.time.Duration;

/** The limits of connections to backends, the same for all transports. */
public final class ConnectionLimits {
  /**
   * Idle time of a connection. Short enough that we close most connections before their backends
   * do.
   */
  public static final Duration KEEP_ALIVE = Duration.ofSeconds(15);

  /** Maximum age of a connection, so that a DNS change takes effect under steady traffic too. */
  public static final Duration MAX_AGE = Duration.ofMinutes(5);

  /**
   * Connections and streams for each admitted call. Leaves room for calls that ended while their
   * connection is still being opened or their stream is still open.
   */
  public static final int SPARE_FACTOR = 2;

  private ConnectionLimits() {}
}
