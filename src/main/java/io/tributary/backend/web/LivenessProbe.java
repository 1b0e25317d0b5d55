package io.tributary.backend.web;

import io.tributary.scope.Clock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Checks whether an HTTP/2 connection is alive after a call on it has timed out. Sends a PING frame
 * and closes the connection if no acknowledgement arrives in time. A timed-out call resets only its
 * stream, so without the probe all further calls would time out on a dead connection. Confined to
 * the connection's event loop.
 */
final class LivenessProbe {
  /** Maximum time for the acknowledgement. */
  static final Duration ACK_TIMEOUT = Duration.ofSeconds(1);

  private static final int PING_BYTES = 8;

  private final HttpConnection connection;
  private final Clock clock;
  private boolean pending;

  LivenessProbe(HttpConnection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Sends a PING, unless one is pending. */
  void probe() {
    if (pending) {
      return;
    }
    pending = true;
    Clock.Timer timer = clock.after(ACK_TIMEOUT.toNanos(), this::close);
    connection
        .ping(Buffer.buffer(new byte[PING_BYTES]))
        .onComplete(
            _ -> { // a failure means that the connection is closed already
              timer.cancel();
              pending = false;
            });
  }

  private void close() {
    var _ = connection.close();
  }
}
