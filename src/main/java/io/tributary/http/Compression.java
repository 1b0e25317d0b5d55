package io.tributary.http;

import io.tributary.config.CompressionConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * Compresses the responses of one event loop for clients that accept it. Confined to that event
 * loop.
 */
final class Compression {
  /**
   * An envelope of that many bytes takes a quarter of a millisecond. Larger ones go to a worker.
   */
  private static final int MOST_ON_EVENT_LOOP = 128 * 1024;

  private static final CharSequence GZIP = HttpHeaders.createOptimized("gzip");

  private final Context context;
  private final int minimum;
  private final GzipEncoder gzip = new GzipEncoder();

  /** Creates the compression of the current event loop. */
  Compression(CompressionConfig config) {
    this.context = Vertx.currentContext();
    this.minimum = config.minimum();
  }

  /** Whether the response to this request is compressed if it has a body of this length. */
  boolean applies(HttpServerRequest request, int length) {
    return length >= minimum && AcceptEncoding.prefersGzip(request.headers());
  }

  /** Sets the header that says it. */
  static void announce(HttpServerRequest request) {
    request.response().putHeader(HttpHeaders.CONTENT_ENCODING, GZIP);
  }

  /** Says that responses depend on what the client accepts, whether they are compressed or not. */
  static void vary(MultiMap headers) {
    Vary.add(headers, "Accept-Encoding");
  }

  /** Takes all pieces of a body and returns the compressed one. */
  Future<ResponseBody> compress(ResponseBody body) {
    return body.length() <= MOST_ON_EVENT_LOOP
        ? Future.succeededFuture(gzip.compress(body))
        : context.executeBlocking(() -> compressAlone(body), /* ordered= */ false);
  }

  private static ResponseBody compressAlone(ResponseBody body) {
    GzipEncoder once = new GzipEncoder();
    try {
      return once.compress(body);
    } finally {
      once.close();
    }
  }
}
