package io.tributary.backend.web;

import io.tributary.backend.HeadEncoder;
import io.tributary.backend.SingleUse;
import java.util.HashMap;
import java.util.Map;

/**
 * The history of a connection, and the header lines of its current request. Confined to its event
 * loop.
 */
final class ConnectionUse {
  private final SingleUse singleUse;
  private final HeadEncoder headerLines = new HeadEncoder();
  private int requests;
  private boolean responding;
  private boolean unsolicited;
  private int lastStream = Integer.MAX_VALUE;
  private final Map<Integer, Runnable> awaitedHeads = new HashMap<>();
  private Runnable onTimeout = () -> {};

  /** Creates the history of a new connection. */
  ConnectionUse(SingleUse singleUse) {
    this.singleUse = singleUse;
  }

  /** Creates the history of a connection that was closed before its next request was written. */
  static ConnectionUse closed(SingleUse singleUse) {
    ConnectionUse use = new ConnectionUse(singleUse);
    use.request();
    return use;
  }

  /** A request is about to be written. */
  void request() {
    requests++;
    responding = false;
  }

  /**
   * The header lines of the current HTTP/1.1 request that do not pass through Vert.x, which would
   * copy every header three times.
   */
  HeadEncoder headerLines() {
    return headerLines;
  }

  /** The first byte of a response has arrived since the last request. */
  void responding() {
    responding = true;
  }

  /** Unsolicited bytes have arrived. */
  void unsolicited() {
    unsolicited = true;
    singleUse.begin();
  }

  /** The backend sent a GOAWAY frame with the last stream that it processes (RFC 9113, 6.8). */
  void goAway(int last) {
    lastStream = last;
  }

  /** Whether the backend announced that it does not process this stream. */
  boolean isAfterGoAway(int stream) {
    return stream > lastStream;
  }

  /** Runs the action if this stream closes before {@link #headSettled}. */
  void awaitHead(int stream, Runnable onClosed) {
    awaitedHeads.put(stream, onClosed);
  }

  /** The head of a stream's response has arrived, or is no longer awaited. */
  void headSettled(int stream) {
    awaitedHeads.remove(stream);
  }

  /** A stream was closed. */
  void closed(int stream) {
    Runnable onClosed = awaitedHeads.remove(stream);
    if (onClosed != null) {
      onClosed.run();
    }
  }

  /** Sets the action to run whenever a call on the connection times out. */
  void onTimeout(Runnable action) {
    onTimeout = action;
  }

  /** A call on the connection has timed out. */
  void timedOut() {
    onTimeout.run();
  }

  /** Whether no request was written to the connection yet. */
  boolean unused() {
    return requests == 0;
  }

  /** Whether the connection has served a request before the current one. */
  boolean reused() {
    return requests > 1;
  }

  /** Whether the connection must be closed after its response. */
  boolean single() {
    return singleUse.inForce();
  }

  /** Whether the connection has served its only request. Call it before {@link #request}. */
  boolean spent() {
    return requests > 0 && single();
  }

  /**
   * Whether a failure may only mean that the backend had closed an idle connection. That is so if
   * the connection was used before and no byte has arrived since the last request.
   */
  boolean mayBeStale() {
    return (reused() || unsolicited) && !responding;
  }
}
