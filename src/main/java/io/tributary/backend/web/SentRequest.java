package io.tributary.backend.web;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Header;
import io.tributary.backend.Request;
import io.tributary.backend.RequestHeaders;
import io.tributary.backend.StaleConnectionException;
import io.tributary.backend.TransportFailure;
import io.tributary.config.Protocol;
import io.tributary.scope.Deadline;
import io.tributary.scope.Timeline;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;

/**
 * A request that has a connection. Writes its head, resets it, and decides whether it may be sent
 * again after a failure. Confined to its event loop.
 */
final class SentRequest {
  /** Error code CANCEL (RFC 9113, 7): the request is no longer needed. */
  private static final long CANCEL = 0x8;

  /** Error code REFUSED_STREAM (RFC 9113, 7): the stream was not processed. */
  private static final long REFUSED_STREAM = 0x7;

  private final WebConnections connections;
  private final HttpClientRequest request;
  private final ConnectionUse use;
  private int stream = -1;
  private boolean written;
  private boolean ended;

  /** Creates a request that is not written yet. */
  SentRequest(WebConnections connections, HttpClientRequest request) {
    this.connections = connections;
    this.request = request;
    this.use = connections.use(request.connection());
    if (isStream()) {
      connections.streamOpened();
    }
  }

  /** Whether the request is a stream of an HTTP/2 connection. */
  boolean isStream() {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** Whether no request was written to its HTTP/1.1 connection yet. */
  boolean isFirst() {
    return !isStream() && use.unused();
  }

  /**
   * Fills in the head, with the remaining time as the request timeout.
   *
   * @throws StaleConnectionException if the connection must not serve another request
   */
  void write(Request from, Deadline deadline) {
    if (!isStream() && use.spent()) {
      throw new StaleConnectionException();
    }
    written = true;
    use.request();
    if (connections.backend().protocol() == Protocol.HTTP_2 && !isStream()) {
      throw new CallFailedException(Reason.UNREACHABLE, "the backend does not speak HTTP/2");
    }
    var _ = request.authority(connections.authority());
    if (isStream()) {
      addHeaders(from.headers(), deadline);
    } else {
      use.headerLines().clear();
      use.headerLines().add(from.headers(), deadline);
    }
  }

  /** Reports the connection that the request was written to. */
  void report(Timeline timeline) {
    timeline.connected(
        WebClientInternals.peer(request.connection()),
        isStream() ? "HTTP/2" : "HTTP/1.1",
        use.reused());
  }

  private void addHeaders(RequestHeaders from, Deadline deadline) {
    MultiMap headers = request.headers();
    from.constant().addTo(headers);
    for (Header own : from.own()) {
      headers.add(own.name().optimized(), own.value());
    }
    Header timeout = RequestHeaders.timeout(deadline);
    headers.add(timeout.name().optimized(), timeout.value());
  }

  /**
   * Cancels the request: resets its stream, or closes its connection on HTTP/1.1. Does nothing
   * before the request is written.
   */
  void reset() {
    if (written) {
      request.reset(CANCEL).onFailure(_ -> {}); // fails if the request has ended already
    }
  }

  /**
   * The request was passed to Vert.x. Runs the action if its stream is closed before {@link
   * #headSettled}: Vert.x does not report a response that ends without a head.
   */
  void awaitHead(Runnable onClosed) {
    if (isStream()) {
      stream = WebClientInternals.streamId(request);
    }
    if (stream >= 0) {
      use.awaitHead(stream, onClosed);
    }
  }

  /** The head of the response has arrived, or is no longer awaited. */
  void headSettled() {
    if (stream >= 0) {
      use.headSettled(stream);
    }
  }

  /** The request's call has timed out. */
  void timedOut() {
    use.timedOut();
  }

  /**
   * The exchange has ended. If the request is not sent completely, the rest is dropped: a backend
   * may respond without having read it, or read nothing at all.
   */
  void end() {
    headSettled();
    if (ended) {
      return;
    }
    ended = true;
    if (isStream()) {
      connections.streamClosed();
    }
    if (written) {
      WebClientInternals.dropUnsent(request, CANCEL);
    }
  }

  /**
   * Whether the request may be sent again: the backend has not processed it, or shows no sign of
   * having processed it. Call it only if no response head has arrived.
   */
  boolean isRepeatable(Throwable cause) {
    if (cause instanceof CallFailedException) {
      return false;
    }
    if (cause instanceof StreamResetException reset) {
      return reset.getCode() == REFUSED_STREAM;
    }
    if (!written) {
      return true; // the connection was closed in the previous turn of the event loop
    }
    if (isStream()) {
      int stream = WebClientInternals.streamId(request);
      if (stream < 0 || use.isAfterGoAway(stream)) {
        return true;
      }
    }
    return TransportFailure.isClosed(cause) && use.mayBeStale();
  }
}
