package io.tributary.backend.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;

/**
 * Controls how long Vert.x keeps a connection after a response. Adjusts the headers that Vert.x
 * reads: {@code Connection} and {@code Keep-Alive}. Stateless.
 */
final class ResponseLifetime {
  /** Maximum idle time, which the backend's {@code Keep-Alive} header cannot extend. */
  private static final int MAX_KEEP_ALIVE_SECONDS = 15;

  private ResponseLifetime() {}

  /** Ends the connection if the backend wants that, and bounds how long it is kept idle. */
  static void limit(HttpResponse head) {
    if (head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
      closeAfter(head); // Vert.x knows it only when it stands alone
    }
    String keepAlive = head.headers().get("keep-alive");
    if (keepAlive != null && KeepAlive.seconds(keepAlive) > MAX_KEEP_ALIVE_SECONDS) {
      head.headers().remove("keep-alive");
    }
  }

  /** Makes Vert.x close the connection after this response. */
  static void closeAfter(HttpResponse head) {
    head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
  }

  /**
   * Whether a response announces a body. If its status allows none, the end of the response is
   * ambiguous (RFC 9110, 8.6; RFC 9112, 6.3).
   */
  static boolean announcesBody(HttpResponse head) {
    String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    return head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }
}
