package io.tributary.console;

import io.tributary.http.ClientConnection;
import io.tributary.scope.Clock;
import io.tributary.scope.HttpDate;
import io.tributary.server.ServerInternals;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.TimeUnit;

/** One page that listens to the events. Confined to the event loop of its connection. */
final class EventStream {
  /** The most that may wait to be read, in bytes, when more comes. */
  static final int MOST_WAITING = 1024 * 1024;

  private static final long LONGEST_STALL = TimeUnit.SECONDS.toNanos(10);
  private static final CharSequence EVENTS = HttpHeaders.createOptimized("text/event-stream");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Clock clock;
  private long waiting;
  private long takenNanos;

  EventStream(HttpServerRequest request, Clock clock) {
    this.request = request;
    this.response = request.response();
    this.clock = clock;
    this.takenNanos = clock.nanoTime();
  }

  /** Sets the headers that every response of events has. */
  static void putHeaders(HttpServerResponse response) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, EVENTS)
        .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
        .putHeader("X-Accel-Buffering", "no"); // nginx would hold events back
  }

  /** Begins the response. The action runs once, when the page has left. */
  void open(Runnable left) {
    ClientConnection.leavesWithItsOutput(request.connection());
    response.closeHandler(_ -> left.run());
    response.exceptionHandler(_ -> {}); // the page has left, which is reported above
    putHeaders(response);
    response.putHeader(HttpHeaders.DATE, HttpDate.current().now());
    response.setChunked(true);
    send(Buffer.buffer(": open\n\n"));
  }

  /** Sends events, whose bytes must not be modified, or cuts a page that does not take them. */
  void send(Buffer events) {
    if (waiting > MOST_WAITING || (waiting > 0 && clock.nanoTime() - takenNanos > LONGEST_STALL)) {
      ServerInternals.abort(request);
      return;
    }
    int length = events.length();
    waiting += length;
    response
        .write(events)
        .onComplete(
            _ -> {
              waiting -= length;
              takenNanos = clock.nanoTime();
            });
  }

  void end() {
    response.end().onFailure(_ -> {}); // the page has left
  }
}
