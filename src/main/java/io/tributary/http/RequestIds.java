package io.tributary.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Determines the id of a request: the client's {@code X-Request-Id} if it is well-formed, otherwise
 * a new one. Ids are safe in headers and logs. They are not secret, so they come from a fast random
 * source. Stateless.
 */
public final class RequestIds {
  private static final CharSequence X_REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final AsciiSet CHARACTERS = AsciiSet.alphanumericAnd("._:+/=@-");
  private static final int MAX_LENGTH = 128;

  private RequestIds() {}

  /** Returns the id of a request and sets it on the response. */
  static String identify(HttpServerRequest request) {
    String id = of(request.headers());
    request.response().putHeader(X_REQUEST_ID, HttpHeaders.createOptimized(id));
    return id;
  }

  /** Returns the id of a request with these headers. */
  static String of(MultiMap headers) {
    String id = headers.get(X_REQUEST_ID);
    boolean fit = id != null && isFit(id) && headers.getAll(X_REQUEST_ID).size() == 1;
    return fit ? id : next();
  }

  private static boolean isFit(String id) {
    return !id.isEmpty() && id.length() <= MAX_LENGTH && CHARACTERS.end(id, 0) == id.length();
  }

  /** A new id. */
  public static String next() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
