package io.tributary.backend.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.tributary.backend.ConnectionLimits;

/**
 * Controls how long Vert.x keeps a connection after a response. Adjusts the headers that Vert.x
 * reads: {@code Connection} and {@code Keep-Alive}. Stateless.
 */
final class ResponseLifetime {
  private static final String KEEP_ALIVE = "keep-alive";

  /** Vert.x does not read the digit 9 there. */
  private static final int UNREADABLE = 9;

  private ResponseLifetime() {}

  /**
   * Closes the connection after the response if the backend asks for it. Limits its idle time,
   * which the backend's {@code Keep-Alive} header may shorten and not extend.
   */
  static void limit(HttpResponse head) {
    if (closes(head)) {
      closeAfter(head); // Vert.x recognizes only a list of one
    }
    if (head.headers().contains(KEEP_ALIVE)) {
      limitIdleTime(head, KeepAlive.seconds(String.join(",", head.headers().getAll(KEEP_ALIVE))));
    }
  }

  /** Whether the connection is to be closed after the response, as far as this head says. */
  static boolean closes(HttpResponse head) {
    return head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
  }

  /** Replaces the header by the one form that Vert.x reads. It takes 0 for no limit. */
  private static void limitIdleTime(HttpResponse head, int seconds) {
    if (seconds == 0) {
      closeAfter(head);
    }
    if (seconds == 0 || seconds > ConnectionLimits.KEEP_ALIVE.toSeconds()) {
      head.headers().remove(KEEP_ALIVE);
    } else {
      head.headers().set(KEEP_ALIVE, "timeout=" + (seconds == UNREADABLE ? seconds - 1 : seconds));
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
