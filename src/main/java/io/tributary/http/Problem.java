package io.tributary.http;

import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An answer that is not an aggregate: {@code application/problem+json} (RFC 9457). Immutable.
 *
 * @param title the same for every problem of its kind
 * @param detail what is wrong this time, in a sentence; nothing of ours and nothing of the client's
 *     raw
 * @param retryAfterSeconds when to come back
 */
record Problem(int status, String title, String detail, OptionalInt retryAfterSeconds) {
  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(414, "URI Too Long"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"));

  /** A problem with the title its status has in HTTP. */
  static Problem of(int status, String detail) {
    return new Problem(status, TITLES.getOrDefault(status, "Error"), detail, OptionalInt.empty());
  }

  /** The same problem, which may be gone by then. */
  Problem retryAfter(int seconds) {
    return new Problem(status, title, detail, OptionalInt.of(seconds));
  }

  /** Sets status and headers, and returns the body. */
  ResponseBody writeHead(HttpServerResponse response) {
    return writeHead(response, Buffer.buffer());
  }

  /** The same, with more members: {@code extra} starts with a comma, or is empty. */
  ResponseBody writeHead(HttpServerResponse response, Buffer extra) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    retryAfterSeconds.ifPresent(
        seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
    return ResponseBody.of(
        Buffer.buffer()
            .appendString("{\"type\":\"about:blank\",\"title\":")
            .appendBytes(JsonText.quoted(title))
            .appendString(",\"status\":" + status + ",\"detail\":")
            .appendBytes(JsonText.quoted(detail))
            .appendBuffer(extra)
            .appendString("}"));
  }
}
