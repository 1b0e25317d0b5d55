package io.tributary.backend.web;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;

/**
 * Tells Vert.x, by the headers it reads for that, how long a connection lasts after a response:
 * {@code Connection} and {@code Keep-Alive}.
 */
final class ResponseLifetime {
  /** The longest time that an idle connection is kept, whatever the backend's header says. */
  private static final int MAX_KEEP_ALIVE_SECONDS = 15;

  private ResponseLifetime() {}

  /** Ends the connection where it cannot be trusted, and bounds how long it is kept idle. */
  static void limit(HttpResponse head) {
    boolean close =
        head.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    if (close || announcesBodyItCannotHave(head)) {
      closeAfter(head);
    }
    String keepAlive = head.headers().get("keep-alive");
    if (keepAlive != null && KeepAlive.seconds(keepAlive) > MAX_KEEP_ALIVE_SECONDS) {
      head.headers().remove("keep-alive");
    }
  }

  /** The connection is closed after this response. */
  static void closeAfter(HttpResponse head) {
    head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
  }

  /** Where such a response ends cannot be known (RFC 9110, 8.6; RFC 9112, 6.3). */
  private static boolean announcesBodyItCannotHave(HttpResponse head) {
    int status = head.status().code();
    if (status != HttpResponseStatus.NO_CONTENT.code()
        && status != HttpResponseStatus.NOT_MODIFIED.code()) {
      return false;
    }
    String length = head.headers().get(HttpHeaderNames.CONTENT_LENGTH);
    return head.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }
}
