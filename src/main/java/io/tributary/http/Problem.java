package io.tributary.http;

import io.tributary.json.JsonText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.OptionalInt;

/**
 * An error response: {@code application/problem+json} (RFC 9457). Immutable.
 *
 * @param title the same for every problem of this status
 * @param detail one sentence about this occurrence, without internal details and without unescaped
 *     client input
 * @param retryAfterSeconds the value of {@code Retry-After}, in seconds
 */
public record Problem(int status, String title, String detail, OptionalInt retryAfterSeconds) {
  /** The detail of a problem with status 405. */
  static final String METHODS = "an aggregate supports only GET and HEAD";

  private static final CharSequence CONTENT_TYPE =
      HttpHeaders.createOptimized("application/problem+json");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(408, "Request Timeout"),
          Map.entry(413, "Content Too Large"),
          Map.entry(414, "URI Too Long"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(417, "Expectation Failed"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(502, "Bad Gateway"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(504, "Gateway Timeout"),
          Map.entry(505, "HTTP Version Not Supported"));

  /** Creates a problem whose title is the reason phrase of its status. */
  public static Problem of(int status, String detail) {
    return new Problem(status, TITLES.getOrDefault(status, "Error"), detail, OptionalInt.empty());
  }

  /** The same problem with a {@code Retry-After} header. */
  Problem retryAfter(int seconds) {
    return new Problem(status, title, detail, OptionalInt.of(seconds));
  }

  /** Sets status and headers, and returns the body. Keeps an {@code Allow} that is already set. */
  public ResponseBody writeHead(HttpServerResponse response) {
    return writeHead(response, Buffer.buffer());
  }

  /**
   * Sets status and headers, and returns the body with additional members. {@code extra} is empty
   * or starts with a comma.
   */
  ResponseBody writeHead(HttpServerResponse response, Buffer extra) {
    response.setStatusCode(status);
    response.putHeader(HttpHeaders.CONTENT_TYPE, CONTENT_TYPE);
    response.putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE);
    if (status == 405 && !response.headers().contains(HttpHeaders.ALLOW)) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD");
    }
    retryAfterSeconds.ifPresent(
        seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
    return ResponseBody.of(json(extra));
  }

  /** The problem as a JSON object with additional members. */
  Buffer json(Buffer extra) {
    return Buffer.buffer()
        .appendString("{\"type\":\"about:blank\",\"title\":")
        .appendBytes(JsonText.quoted(title))
        .appendString(",\"status\":" + status + ",\"detail\":")
        .appendBytes(JsonText.quoted(detail))
        .appendBuffer(extra)
        .appendString("}");
  }
}
