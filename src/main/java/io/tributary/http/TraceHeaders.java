package io.tributary.http;

import io.tributary.scope.Trace;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Reads what ties a request to others from its headers, or makes it anew: a value is taken whole or
 * not at all, so nothing unsafe gets into a header or a log. Ids are for finding, not for guarding:
 * they come from a fast random source.
 */
final class TraceHeaders {
  private static final CharSequence X_REQUEST_ID = HttpHeaders.createOptimized("X-Request-Id");
  private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");

  /** W3C Trace Context, version 00; an id of zeros is invalid. */
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

  private static final Pattern TRACESTATE = Pattern.compile("[\\x20-\\x7e]{1,512}");

  private TraceHeaders() {}

  static Trace of(MultiMap headers) {
    String requestId = single(headers, "x-request-id", REQUEST_ID);
    String parent = single(headers, "traceparent", TRACEPARENT);
    return new Trace(
        requestId.isEmpty() ? hex() : requestId,
        parent.isEmpty() ? "00-" + hex() + hex() + "-" + hex() + "-00" : parent,
        parent.isEmpty() ? "" : single(headers, "tracestate", TRACESTATE));
  }

  /** Reads them, and puts the request's id on its response. */
  static Trace identify(HttpServerRequest request) {
    Trace trace = of(request.headers());
    request.response().putHeader(X_REQUEST_ID, HttpHeaders.createOptimized(trace.requestId()));
    return trace;
  }

  private static String single(MultiMap headers, String name, Pattern valid) {
    String value = headers.get(name);
    if (value == null) {
      return "";
    }
    List<String> all = headers.getAll(name);
    return all.size() == 1 && valid.matcher(value).matches() ? value : "";
  }

  private static String hex() {
    long random;
    do {
      random = ThreadLocalRandom.current().nextLong();
    } while (random == 0);
    return HexFormat.of().toHexDigits(random);
  }
}
