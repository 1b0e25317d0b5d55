package io.tributary.backend.web;

import io.tributary.scope.Clock;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;

/**
 * Finds out whether an HTTP/2 connection is alive after a call on it has timed out. A call that is
 * given up ends its stream and not the connection; without this every call would go on to time out
 * on a connection whose peer is gone. Sends a PING and closes the connection when it is not
 * answered in time. Confined to the connection's event loop.
 */
final class LivenessProbe {
  /** How long the answer may take. */
  static final Duration PATIENCE = Duration.ofSeconds(1);

  private static final int PING_BYTES = 8;

  private final HttpConnection connection;
  private final Clock clock;
  private boolean underWay;

  LivenessProbe(HttpConnection connection, Clock clock) {
    this.connection = connection;
    this.clock = clock;
  }

  /** Asks, unless an answer is awaited already. */
  void ask() {
    if (underWay) {
      return;
    }
    underWay = true;
    Clock.Timer timer = clock.after(PATIENCE.toNanos(), this::close);
    connection
        .ping(Buffer.buffer(new byte[PING_BYTES]))
        .onComplete(
            _ -> { // a failure means that the connection is closed already
              timer.cancel();
              underWay = false;
            });
  }

  private void close() {
    var _ = connection.close();
  }
}
