package io.tributary.server;

import io.tributary.scope.Clock;
import io.tributary.scope.HttpDate;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The head timeout of one server and event loop, and the response when it is over. */
final class Heads {
  private static final String BODY =
      "{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408,"
          + "\"detail\":\"the request head did not arrive in time\"}";
  private final long nanos;
  private final Clock clock;
  private final Consumer<Cut> cuts;
  private final IntConsumer responses;
  private final HttpDate date = HttpDate.current();

  Heads(Duration timeout, Clock clock, Consumer<Cut> cuts, IntConsumer responses) {
    this.nanos = timeout.toNanos();
    this.clock = clock;
    this.cuts = cuts;
    this.responses = responses;
  }

  Clock.Timer within(Runnable expired) {
    return clock.after(nanos, expired);
  }

  /** The longest that a connection may take to be ready for a request: by TLS and HTTP/2. */
  long openingMillis() {
    Duration timeout = Duration.ofNanos(nanos);
    return ClientConnections.handshakeTimeout(timeout).plus(timeout).toMillis();
  }

  void cut(Cut why) {
    cuts.accept(why);
  }

  byte[] requestTimeout() {
    responses.accept(408);
    String head =
        "HTTP/1.1 408 Request Timeout\r\ndate: "
            + date.now()
            + "\r\ncontent-type: application/problem+json\r\ncache-control: no-store\r\n"
            + "connection: close\r\ncontent-length: "
            + BODY.length()
            + "\r\n\r\n";
    return (head + BODY).getBytes(StandardCharsets.ISO_8859_1);
  }
}
