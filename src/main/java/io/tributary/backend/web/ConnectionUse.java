package io.tributary.backend.web;

import io.tributary.backend.SingleUse;

/** How a connection was used so far. Confined to its event loop. */
final class ConnectionUse {
  private final SingleUse singleUse;
  private int requests;
  private boolean answered;
  private boolean unsolicited;
  private int lastStream = Integer.MAX_VALUE;
  private Runnable onTimeout = () -> {};

  /** That of a new connection. */
  ConnectionUse(SingleUse singleUse) {
    this.singleUse = singleUse;
  }

  /** That of a connection which was closed before its next request could be written. */
  static ConnectionUse closed(SingleUse singleUse) {
    ConnectionUse use = new ConnectionUse(singleUse);
    use.request();
    return use;
  }

  /** A request is about to be written. */
  void request() {
    requests++;
    answered = false;
  }

  /** Something of a response has come since the last request. */
  void answered() {
    answered = true;
  }

  /** Bytes came that belong to no response. */
  void unsolicited() {
    unsolicited = true;
    singleUse.begin();
  }

  /** The backend has said which stream of the connection is the last that it processes. */
  void goAway(int last) {
    lastStream = last;
  }

  /** Whether the backend has said that it does not process that stream. */
  boolean isAfterGoAway(int stream) {
    return stream > lastStream;
  }

  /** Does this whenever a call on the connection has timed out. */
  void onTimeout(Runnable action) {
    onTimeout = action;
  }

  /** A call on the connection has timed out. */
  void timedOut() {
    onTimeout.run();
  }

  /** Whether the connection is to be closed after its response. */
  boolean single() {
    return singleUse.inForce();
  }

  /**
   * Whether a failure now may only mean that the backend had closed an idle connection: it was used
   * before, and nothing has come since the last request.
   */
  boolean mayBeStale() {
    return (requests > 1 || unsolicited) && !answered;
  }
}
