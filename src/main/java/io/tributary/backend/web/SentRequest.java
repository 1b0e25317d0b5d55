package io.tributary.backend.web;

import io.tributary.aggregate.CallFailedException;
import io.tributary.aggregate.Reason;
import io.tributary.backend.Header;
import io.tributary.backend.Request;
import io.tributary.backend.TransportFailure;
import io.tributary.config.Protocol;
import io.tributary.scope.Deadline;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.StreamResetException;
import java.util.List;

/**
 * A request that was given a connection: writes its head, resets it, and knows whether it may be
 * sent once more when it fails. Confined to its event loop.
 */
final class SentRequest {
  /** RFC 9113, 7: the request is no longer needed. */
  private static final long CANCEL = 0x8;

  /** RFC 9113, 7: the stream was not processed at all. */
  private static final long REFUSED_STREAM = 0x7;

  private static final CharSequence REQUEST_TIMEOUT_MS =
      HttpHeaders.createOptimized("request-timeout-ms");

  private final WebConnections connections;
  private final HttpClientRequest request;
  private final ConnectionUse use;
  private boolean written;
  private boolean ended;

  /** It is not written yet. */
  SentRequest(WebConnections connections, HttpClientRequest request) {
    this.connections = connections;
    this.request = request;
    this.use = connections.use(request.connection());
    if (isStream()) {
      connections.streamOpened();
    }
  }

  /** Whether it is a stream of an HTTP/2 connection. */
  boolean isStream() {
    return request.version() == HttpVersion.HTTP_2;
  }

  /** Puts the head together, with the time that is left by now. */
  void write(Request from, Deadline deadline) {
    written = true;
    use.request();
    if (connections.backend().protocol() == Protocol.HTTP_2 && !isStream()) {
      throw new CallFailedException(Reason.UNREACHABLE, "the backend does not speak HTTP/2");
    }
    connections.authority().ifPresent(request::authority);
    MultiMap headers = request.headers();
    from.headers().constant().addTo(headers);
    List<Header> own = from.headers().own();
    for (int i = 0; i < own.size(); i++) {
      headers.add(own.get(i).name().optimized(), own.get(i).value());
    }
    headers.set(REQUEST_TIMEOUT_MS, Long.toString(Math.max(1, deadline.remainingMillis())));
  }

  /**
   * Gives it up: ends its stream, or its connection on HTTP/1.1. Does nothing before it is written.
   */
  void reset() {
    if (written) {
      request.reset(CANCEL).onFailure(_ -> {}); // fails when it had ended already
    }
  }

  /** Its call has timed out. */
  void timedOut() {
    use.timedOut();
  }

  /** Nothing more will come of it. */
  void end() {
    if (isStream() && !ended) {
      connections.streamClosed();
    }
    ended = true;
  }

  /**
   * Whether the backend has not processed the request, or gave no sign of it. To be asked only when
   * no head of a response has come.
   */
  boolean isRepeatable(Throwable cause) {
    if (cause instanceof CallFailedException) {
      return false;
    }
    if (cause instanceof StreamResetException reset) {
      return reset.getCode() == REFUSED_STREAM;
    }
    if (!written) {
      return true; // its connection was closed in the turn before
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
